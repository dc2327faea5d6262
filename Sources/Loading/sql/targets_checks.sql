insert into rejected (line, column_name, value, reason)
select line, 'applies_to', applies_to::text, 'is before applies_from ' || applies_from
from staged
where applies_to < applies_from;

insert into rejected (line, column_name, value, reason)
select line, 'value', value::text, 'a rate lies from 0 to 1: a fraction, not a percentage'
from staged
where measure = 'rate' and value not between 0 and 1;

insert into rejected (line, column_name, value, reason)
select line, 'upper', upper::text, 'a rate lies from 0 to 1: a fraction, not a percentage'
from staged
where measure = 'rate' and upper not between 0 and 1;

insert into rejected (line, column_name, value, reason)
select line, 'upper', upper::text, 'is not above value, ' || value || ': leave it empty where the target is one value'
from staged
where upper <= value;

insert into rejected (line, column_name, value, reason)
select line, 'upper', upper::text, 'only a target can be a range, and this is a value of kind ' || kind
from staged
where upper > value and kind <> 'target';

-- Of rows for one indicator, area and kind whose days overlap, the first counts.
insert into rejected (line, column_name, value, reason)
select s.line, 'applies_from', s.applies_from::text, 'its days overlap those of line ' || min(f.line)
from staged s
join staged f
    on f.indicator = s.indicator and f.area = s.area and f.kind = s.kind and f.line < s.line
    and f.applies_from <= s.applies_to and s.applies_from <= f.applies_to
where not exists (select from rejected r where r.line in (s.line, f.line))
group by s.line, s.applies_from;

insert into rejected (line, column_name, value, reason)
select
    s.line, 'applies_from', s.applies_from::text,
    'its days overlap those of a target in the warehouse, ' || lower(t.applies) || ' to ' || (upper(t.applies) - 1)
        || ': give the same days to revise it'
from staged s
join warehouse.indicator_target t
    on t.indicator = s.indicator and t.area_id = s.area and t.kind = s.kind and t.superseded_by is null
    and t.applies && daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]')
    and t.applies <> daterange(s.applies_from, greatest(s.applies_from, s.applies_to), '[]')
where not exists (select from rejected r where r.line = s.line);
