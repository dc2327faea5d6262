-- Every area with its days, its codes and the larger areas that it lies in, each with its days: all of them or, where $1 is
-- a day, those of that day. Codes are lines of scheme, code, first and last day, codes used today first; larger areas lines of
-- key, first and last day. Tabs separate them, and an open end is empty.
with asked as (
    select $1::date as day
),
code as (
    select c.area_id, string_agg(
        concat_ws(E'\t', c.scheme, c.code, coalesce(lower(c.valid)::text, ''), coalesce((upper(c.valid) - 1)::text, '')),
        E'\n' order by c.scheme = 'ons-legacy', c.scheme, c.valid) as codes
    from reporting.area_code c, asked
    where asked.day is null or c.valid @> asked.day
    group by c.area_id
),
parent as (
    select p.area_id, string_agg(
        concat_ws(E'\t', p.parent_id, coalesce(lower(days.held)::text, ''), coalesce((upper(days.held) - 1)::text, '')),
        E'\n' order by p.parent_level, days.held, p.parent_id) as parents
    from reporting.area_parent p
    join reporting.area a on a.area_id = p.area_id
    join reporting.area larger on larger.area_id = p.parent_id
    cross join asked
    cross join lateral (select p.valid * a.valid * larger.valid as held) days
    where not isempty(days.held) and (asked.day is null or days.held @> asked.day)
    group by p.area_id
)
select
    a.area_id, a.level, a.name, lower(a.valid) as first_day, upper(a.valid) - 1 as last_day, c.codes, p.parents,
    asked.day is null or a.valid @> asked.day as asked
from reporting.area a
cross join asked
left join code c on c.area_id = a.area_id
left join parent p on p.area_id = a.area_id
order by a.area_id
