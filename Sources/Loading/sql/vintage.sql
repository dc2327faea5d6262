-- Makes a vintage, and sets its number for the scripts that write its rows.
with made as (
    insert into warehouse.vintage (
        kind, source_system, covers_from, covers_through, extracted_on, note, rejections_accepted
    )
    values ($1, $2, $3::date, $4::date, $5::date, $6, $7)
    returning vintage_id
)
select vintage_id, set_config('laa.vintage', vintage_id::text, true) from made
