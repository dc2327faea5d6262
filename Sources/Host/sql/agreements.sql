-- All agreements, of any area, for any indicator and time.
select
    indicator,
    area_id,
    kind,
    measure,
    value,
    upper,
    designated,
    source,
    lower(applies) as first_day,
    upper(applies) - 1 as last_day
from reporting.indicator_target
where not lower_inf(applies) and not upper_inf(applies)
order by indicator, area_id, kind, applies
