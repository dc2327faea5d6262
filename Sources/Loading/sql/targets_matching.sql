-- Each good row with the current one of its indicator, area, kind and days.
create temporary table incoming on commit drop as
select
    s.line, s.indicator, s.area as area_id, s.kind, s.measure, s.value,
    daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]') as applies, coalesce(s.designated, false) as designated, s.source,
    t.ctid as old_row,
    t.indicator is not null
        and (s.measure, s.value, coalesce(s.designated, false), s.source)
            = (t.measure, t.value, t.designated, t.source) as unchanged
from staged s
left join warehouse.indicator_target t
    on t.indicator = s.indicator and t.area_id = s.area and t.kind = s.kind and t.superseded_by is null
    and t.applies = daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]')
where not exists (select from rejected r where r.line = s.line)
