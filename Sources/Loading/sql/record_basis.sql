-- Records what the vintage $1 covers and the account of its rows, which replaces those of earlier extracts.
with covered as (
    insert into warehouse.coverage (vintage_id, area_id, covers_from, covers_through)
    select $1, area_id, first_day, last_day from covered_area
),
replaced as (
    update warehouse.row_account a
    set superseded_by = $1
    from account_before b
    where a.ctid = b.old_row
)
insert into warehouse.row_account (vintage_id, area_id, part_id, first_day, last_day, rows_read, rows_rejected)
select $1, area_id, part_id, first_day, last_day, rows_read, rows_rejected from account
