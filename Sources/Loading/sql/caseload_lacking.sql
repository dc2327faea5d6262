-- Current rows of the days $1 to $2 that the file lacks.
insert into lacking (old_row)
select c.ctid
from warehouse.caseload_snapshot c
where c.superseded_by is null and c.snapshot_date between $1::date and $2::date
    and not exists (select from incoming i where i.old_row = c.ctid)
