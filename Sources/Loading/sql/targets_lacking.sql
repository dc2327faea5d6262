-- Current rows that the file lacks, of those that apply from $1 to $2 or for a part of that time.
insert into lacking (old_row)
select t.ctid
from warehouse.indicator_target t
where t.superseded_by is null and t.applies <@ daterange($1::date, $2::date, '[]')
    and not exists (select from incoming i where i.old_row = t.ctid)
