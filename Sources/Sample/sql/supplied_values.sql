insert into warehouse.supplied_value (
    indicator, area_id, applies, value, answer, lower_limit, upper_limit, numerator, denominator, source, vintage_id
)
select
    indicator, area_id, daterange(first_day, last_day, '[]'), value, answer, lower_limit, upper_limit, numerator,
    denominator, source, vintage_id
from sample_supplied
