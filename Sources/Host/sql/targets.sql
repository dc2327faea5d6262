-- Targets of an indicator for the day $2, under whichever of its names $1 they were agreed; where there are several for
-- an area, the one under the first of these names.
select distinct on (area_id) area_id, measure, value, upper, designated, source
from reporting.indicator_target
where indicator = any ($1) and kind = 'target' and applies @> $2
order by area_id, array_position($1, indicator)
