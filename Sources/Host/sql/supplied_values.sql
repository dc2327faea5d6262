-- What was supplied for the indicator :indicator, a row an area: the figure that applies on the last day asked about.
select
    v.area_id,
    v.value,
    v.answer as text,
    v.lower_limit as lower,
    v.upper_limit as upper,
    v.numerator,
    v.denominator,
    v.source
from reporting.supplied_value v
where v.indicator = :indicator and v.applies @> :period_end
