-- Current rows of the days $1 to $2 that the file lacks: offences committed and proven within them, since an extract
-- that is complete to a day cannot have what was proven later.
insert into lacking (old_row)
select o.ctid
from warehouse.proven_offence o
where o.superseded_by is null and o.offence_date between $1::date and $2::date and o.proven_date <= $2::date
    and not exists (select from incoming i where i.old_row = o.ctid)
