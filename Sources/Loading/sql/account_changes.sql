-- Whether other rows are rejected than before, or accepted for another reason ($1): a load of the same file once more
-- changes nothing.
select exists (
    (select area_id, part_id, person, first_day, last_day, rows_rejected from account where rows_rejected > 0
    except
    select area_id, part_id, person, first_day, last_day, rows_rejected from account_before)
    union all
    (select area_id, part_id, person, first_day, last_day, rows_rejected from account_before where rows_rejected > 0
    except
    select area_id, part_id, person, first_day, last_day, rows_rejected from account)
) or exists (
    select
    from account_before b
    join warehouse.vintage v on v.vintage_id = b.vintage_id
    where b.rows_rejected > 0 and v.rejections_accepted is distinct from $1
) as changes
