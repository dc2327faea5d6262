-- Records, for the vintage $1, how many people each snapshot has of each trust in the file.
insert into warehouse.snapshot_size (vintage_id, area_id, snapshot_date, people)
select $1, c.trust_id, c.snapshot_date, count(*)
from (select distinct trust_id, snapshot_date from incoming) i
join warehouse.caseload_snapshot c
    on c.snapshot_date = i.snapshot_date and c.trust_id = i.trust_id and c.superseded_by is null
group by c.trust_id, c.snapshot_date
