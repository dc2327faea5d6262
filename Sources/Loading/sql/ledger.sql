insert into warehouse.load (
    kind, file_name, source_system, vintage_id, rows_read, rows_loaded, rows_unchanged, rows_quarantined,
    rows_withdrawn, people_added, people_revised, people_contradicted, began_at
)
values ($1, $2, $3, nullif($4, 0), $5, $6, $7, $8, $9, $10, $11, $12, transaction_timestamp())
returning load_id
