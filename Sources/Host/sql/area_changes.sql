-- The days on which anything about areas changed, earliest first: nothing changes from one to the day before the next.
select distinct day
from (
    select lower(valid) as day from reporting.area
    union all
    select upper(valid) from reporting.area
    union all
    select lower(valid) from reporting.area_code
    union all
    select upper(valid) from reporting.area_code
    union all
    select lower(valid) from reporting.area_parent
    union all
    select upper(valid) from reporting.area_parent
    union all
    select took_over from reporting.area_succession
) as change
where day is not null and isfinite(day)
order by day
