-- Whether other rows are rejected than before: a load of the same file once more changes nothing.
select exists (
    (select area_id, part_id, first_day, last_day, rows_rejected from account where rows_rejected > 0
    except
    select area_id, part_id, first_day, last_day, rows_rejected from account_before)
    union all
    (select area_id, part_id, first_day, last_day, rows_rejected from account_before where rows_rejected > 0
    except
    select area_id, part_id, first_day, last_day, rows_rejected from account)
) as changes
