-- The table `account`: the rows that the file has and those rejected, by area and month as far as each row tells; those
-- rejected of one person together, from the first of them to the last. A row whose day is not told may be of any day of
-- the extract. Good rows of a day that the extract does not cover count on the nearest that it does.
create temporary table account (
    area_id smallint, part_id smallint, person bytea, first_day date, last_day date, rows_read bigint,
    rows_rejected bigint, rows_unchanged bigint, rows_needed bigint
) on commit drop;

with told as (
    select
        area_id, part_id, null::bytea as person, day as first_day, day as last_day, row_count as rows_read,
        0 as rows_rejected, unchanged, row_count as rows_needed
    from held
    union all
    select area_id, part_id, person, first_day, last_day, row_count, row_count, 0, row_count - repeats from turned_away
),
within as (
    select
        t.area_id, t.part_id, t.person, t.rows_read, t.rows_rejected, t.unchanged, t.rows_needed,
        least(greatest(coalesce(t.first_day, d.first_day), d.first_day), d.last_day) as first_day,
        least(greatest(coalesce(t.last_day, d.last_day), d.first_day), d.last_day) as last_day,
        -- The rows of a person are one line, of nobody one line a month, and one for those whose day is not told.
        case when t.person is null then coalesce(date_trunc('month', t.first_day)::date, '-infinity') end as line
    from told t
    cross join covered d
    where d.first_day is not null
),
summed as (
    select
        area_id, part_id, person, min(first_day) as first_day, max(last_day) as last_day, sum(rows_read) as rows_read,
        sum(rows_rejected) as rows_rejected, sum(unchanged) as unchanged,
        sum(rows_needed) as rows_needed
    from within
    group by area_id, part_id, person, line
)
insert into account
select
    area_id, part_id, person, first_day, last_day, sum(rows_read), sum(rows_rejected), sum(unchanged), sum(rows_needed)
from summed
group by area_id, part_id, person, first_day, last_day
