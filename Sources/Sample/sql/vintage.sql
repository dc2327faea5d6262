insert into warehouse.vintage (kind, source_system, covers_from, covers_through, extracted_on, synthetic, note)
values ($1, 'synthetic sample', $2, $3, $4, true, $5)
returning vintage_id
