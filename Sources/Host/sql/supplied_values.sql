-- What was supplied for the indicator :indicator, a row an area: the figure that applies on the last day asked about.
select
    v.area_id,
    v.value,
    v.answer as text,
    v.lower_limit as lower,
    v.upper_limit as upper,
    -- Counts of people or events, where the figure was divided from such; not pounds or hours.
    case when v.numerator = trunc(v.numerator) and v.denominator = trunc(v.denominator) then v.numerator::bigint end
        as numerator,
    case when v.numerator = trunc(v.numerator) and v.denominator = trunc(v.denominator) then v.denominator::bigint end
        as denominator,
    v.source
from reporting.supplied_value v
where v.indicator = :indicator and v.applies @> :period_end
