-- The table `account`: the rows that the file has and those rejected, by area and month as far as each row tells. A row whose
-- day cannot be read may be of any day of the extract; one of a day that the extract does not cover counts on the nearest
-- that it does.
create temporary table account (
    area_id smallint, part_id smallint, first_day date, last_day date, rows_read bigint, rows_rejected bigint
) on commit drop;

with told as (
    select area_id, part_id, day as first_day, day as last_day, row_count as rows_read, 0 as rows_rejected from held
    union all
    select area_id, part_id, first_day, last_day, row_count, row_count from turned_away
),
summed as (
    select
        area_id, part_id, min(first_day) as first_day, max(last_day) as last_day, sum(rows_read) as rows_read,
        sum(rows_rejected) as rows_rejected
    from told
    group by area_id, part_id, date_trunc('month', first_day)
)
insert into account
select
    area_id, part_id, least(greatest(coalesce(s.first_day, d.first_day), d.first_day), d.last_day),
    least(greatest(coalesce(s.last_day, d.last_day), d.first_day), d.last_day), sum(rows_read), sum(rows_rejected)
from summed s
cross join covered d
where d.first_day is not null
group by 1, 2, 3, 4
