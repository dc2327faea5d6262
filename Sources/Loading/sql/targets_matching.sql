-- Each good row with the current one of its indicator, area, kind and days.
create temporary table incoming on commit drop as
select
    s.line, s.indicator, s.area as area_id, s.kind, s.measure, s.value, s.upper,
    daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]') as applies, coalesce(s.designated, false) as designated, s.source,
    t.ctid as old_row,
    t.indicator is not null
        and (s.measure, s.value, s.upper, coalesce(s.designated, false), s.source)
            is not distinct from (t.measure, t.value, t.upper, t.designated, t.source) as unchanged
from staged s
left join warehouse.indicator_target t
    on t.indicator = s.indicator and t.area_id = s.area and t.kind = s.kind and t.superseded_by is null
    and t.applies = daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]')
where not exists (select from rejected r where r.line = s.line)
