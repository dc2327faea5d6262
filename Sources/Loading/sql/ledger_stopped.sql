-- A load of $4 rows that was stopped, for the reason $6, because $5 of them were rejected.
insert into warehouse.load (
    kind, file_name, source_system, rows_read, rows_loaded, rows_unchanged, rows_quarantined, rows_set_aside,
    people_added, people_revised, stopped, began_at
)
values ($1, $2, $3, $4, 0, 0, $5, $4 - $5, 0, 0, $6, transaction_timestamp())
