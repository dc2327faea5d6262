-- What was supplied for the indicator :indicator, one row per area: the figure that applies on the last day reported.
select
    v.area_id,
    v.value,
    v.answer as text,
    v.lower_limit as lower,
    v.upper_limit as upper,
    -- Counts of people or events, where the figure is a quotient of such counts; not pounds or hours.
    case when v.numerator = trunc(v.numerator) and v.denominator = trunc(v.denominator) then v.numerator::bigint end
        as numerator,
    case when v.numerator = trunc(v.numerator) and v.denominator = trunc(v.denominator) then v.denominator::bigint end
        as denominator,
    v.source
from reporting.supplied_value v
where v.indicator = :indicator and v.applies @> :period_end
