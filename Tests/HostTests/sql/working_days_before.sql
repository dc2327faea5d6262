-- Over a winter and a spring with seven bank holidays: the days for which reporting.working_days_before is not the latest
-- one after which that many working days have passed.
select
    count(*)::bigint as checked,
    count(*) filter (
        where reporting.working_days(before, day) < days
            or reporting.working_days(before + 1, day) >= days
            or before is null
    )::bigint as wrong
from generate_series(date '2010-12-15', date '2011-05-05', '1 day') as each_day
cross join unnest(array[1, 10, 25]) as days
cross join lateral (select each_day::date as day, reporting.working_days_before(each_day::date, days) as before) as result
