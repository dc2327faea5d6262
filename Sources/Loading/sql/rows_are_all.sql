-- Lets extracts of every kind be complete for every area and day, as made-up data: the rows of a test are all that there are.
with made as (
    insert into warehouse.vintage (kind, source_system, covers_from, covers_through, synthetic)
    select kind, 'rows of a test', date '1900-01-01', date '2900-12-31', true
    from warehouse.extract_kind
    returning vintage_id, covers_from, covers_through
)
insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through
from made
