-- Takes the people out of the sizes of the snapshots that they were in, as each was after an extract.
update warehouse.snapshot_size s
set people = greatest(0, s.people - gone.people)
from (
    select w.vintage_id, w.area_id, w.snapshot_date, count(*)::integer as people
    from warehouse.snapshot_size w
    join warehouse.caseload_snapshot c
        on c.snapshot_date = w.snapshot_date and c.trust_id = w.area_id and c.vintage_id <= w.vintage_id
        and (c.superseded_by is null or c.superseded_by > w.vintage_id)
    join erased_person e on e.offender_id = c.offender_id
    group by w.vintage_id, w.area_id, w.snapshot_date
) gone
where s.vintage_id = gone.vintage_id and s.area_id = gone.area_id and s.snapshot_date = gone.snapshot_date
