-- Makes a vintage as vintage.sql does, for a load that is undone: numbers that are given out are never given out again, so
-- its own is taken from none.
with made as (
    insert into warehouse.vintage as dry (
        vintage_id, kind, source_system, covers_from, covers_through, extracted_on, note, rejections_accepted
    )
    overriding system value
    select coalesce(max(v.vintage_id), 0) + 1, $1, $2, $3::date, $4::date, $5::date, $6, $7 from warehouse.vintage v
    returning vintage_id
)
select vintage_id, set_config('laa.vintage', vintage_id::text, true) from made
