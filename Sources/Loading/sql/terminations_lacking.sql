-- Current rows of the days $1 to $2 that the file lacks.
insert into lacking (old_row)
select t.ctid
from warehouse.termination t
where t.superseded_by is null and t.terminated_on between $1::date and $2::date
    and not exists (select from incoming i where i.old_row = t.ctid)
