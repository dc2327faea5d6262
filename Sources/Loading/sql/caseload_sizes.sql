-- Records, for the vintage $1, how many people each snapshot has of each trust in the file: the file's, and those of the
-- warehouse that it lacks and that stay.
insert into warehouse.snapshot_size (vintage_id, area_id, snapshot_date, people)
select $1, h.area_id, h.day, sum(h.row_count)
from (
    select area_id, day, row_count from held
    union all
    select c.trust_id, c.snapshot_date, 1::bigint
    from lacking l
    join filled c on c.old_row = l.old_row
) h
where exists (select from held f where f.area_id = h.area_id and f.day = h.day)
group by h.area_id, h.day
