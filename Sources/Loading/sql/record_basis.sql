-- Records what the vintage $1 covers and the account of its rows, which replaces those of earlier extracts. Rows that the
-- warehouse had already are counted in the account of the extract that brought them, unless this one replaces it.
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
insert into warehouse.row_account (
    vintage_id, area_id, part_id, person, first_day, last_day, rows_read, rows_rejected, rows_needed)
select
    $1, a.area_id, a.part_id, a.person, a.first_day, a.last_day,
    a.rows_read - case
        when exists (
            select
            from account_before b
            where b.person is null and b.area_id is not distinct from a.area_id and b.last_day >= a.first_day
                and b.first_day <= a.last_day) then 0
        else a.rows_unchanged
    end,
    a.rows_rejected, a.rows_needed
from account a
