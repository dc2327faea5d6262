-- The vintage of one kind of sample, which covers every area.
with made as (
    insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, synthetic, note)
    values ($1, 'synthetic sample', $2, $3, $4, true, $5)
    returning vintage_id, covers_from, covers_through
)
insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
select vintage_id, null, covers_from, covers_through from made
returning vintage_id
