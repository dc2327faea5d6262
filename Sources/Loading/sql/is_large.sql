-- Whether so many rows are to be written, at least $2 and a tenth of what the table $1 holds, that checking the whole
-- table once is faster than checking each new row; names the table for suspend_references.sql.
select
    coalesce(w.rows >= $2 and w.rows >= c.reltuples / 10, false) as is_large,
    set_config('laa.filled', $1, true) as filled
from pg_class c
cross join (select sum(row_count - unchanged) as rows from held) w
where c.oid = $1::regclass
