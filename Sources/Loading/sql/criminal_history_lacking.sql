-- Current rows of the days $1 to $2 that the file lacks.
insert into lacking (old_row)
select h.ctid
from warehouse.ogrs3_input h
where h.superseded_by is null and h.snapshot_date between $1::date and $2::date
    and not exists (select from incoming i where i.old_row = h.ctid)
