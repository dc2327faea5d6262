-- Targets that are ranges (10% to 15%), and those of a figure in the indicator's own unit (a score, days, a rate per
-- 1,000).
alter table warehouse.indicator_target
    add column upper double precision check (upper > '-infinity' and upper < 'infinity'),
    add check (upper > value),
    add check (upper is null or kind = 'target'),
    add check (measure <> 'rate' or upper between 0 and 1),
    drop constraint indicator_target_measure_check,
    add constraint indicator_target_measure_check
        check (measure in ('rate', 'relative difference', 'relative change', 'count', 'value'));
comment on column warehouse.indicator_target.measure is
    'What the value is compared with: a rate; a relative difference from predicted; a relative change from the '
    'baseline; a count; a value, which is the figure itself in the indicator''s own unit.';
comment on column warehouse.indicator_target.value is
    'A fraction, never a percentage: 0.75, -0.0777; of a count or value, as it is. Of a range, the lower end.';
comment on column warehouse.indicator_target.upper is 'The upper end of a range; null where the target is one value.';

create or replace view reporting.indicator_target as
select indicator, area_id, kind, measure, value, applies, designated, source, upper
from warehouse.indicator_target
where case
    when reporting.as_of() is null then superseded_by is null
    else vintage_id <= reporting.as_of() and coalesce(superseded_by > reporting.as_of(), true)
end;
