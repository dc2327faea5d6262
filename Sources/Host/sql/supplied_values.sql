-- What was supplied for the indicator :indicator, a row an area: the figure that applies on the last day asked about.
-- Percentages are kept as fractions and reported as per cent: :units_per_one is then 100, else 1. In decimals, so that
-- 0.29 becomes 29 and nothing beside it.
select
    v.area_id,
    (v.value::numeric * :units_per_one)::double precision as value,
    v.answer as text,
    (v.lower_limit::numeric * :units_per_one)::double precision as lower,
    (v.upper_limit::numeric * :units_per_one)::double precision as upper,
    -- Whole from here on: days lost or pounds may come in parts.
    round(v.numerator)::bigint as numerator,
    round(v.denominator)::bigint as denominator,
    v.source
from reporting.supplied_value v
where v.indicator = :indicator and v.applies @> :period_end
