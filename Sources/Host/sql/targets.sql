-- Targets of the indicator $1 for the day $2.
select area_id, measure, value, upper, designated, source
from reporting.indicator_target
where indicator = $1 and kind = 'target' and applies @> $2
order by area_id
