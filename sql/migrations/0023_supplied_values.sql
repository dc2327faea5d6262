-- Supplied values as judgements read them: in the indicator's own unit, with whole counts behind them.
drop view reporting.supplied_value;
alter table warehouse.supplied_value alter column numerator type bigint, alter column denominator type bigint;
comment on column warehouse.supplied_value.value is
    'The number, in the indicator''s own unit: 85 where that is %. Null where it is words.';
comment on column warehouse.supplied_value.numerator is 'The count that the value is of, where supplied.';
comment on column warehouse.supplied_value.denominator is
    'The count that it was divided by, such as people answering, where supplied.';

create view reporting.supplied_value as
select
    indicator, area_id, applies, value, answer, lower_limit, upper_limit, numerator, denominator, source, note
from warehouse.supplied_value
where reporting.is_seen(vintage_id, superseded_by);
comment on view reporting.supplied_value is 'Current supplied values.';
