-- Every area, as it was on the day $1: its code (GSS before any other), all codes it ever had, the larger areas that
-- contained it, and the trust that had succeeded it by then.
with code as (
    select
        c.area_id,
        (array_agg(c.code order by c.scheme) filter (where c.scheme in ('gss', 'laa') and c.valid @> $1))[1] as foremost,
        min(c.code) as first,
        string_agg(distinct c.code, ',') as codes
    from reporting.area_code c
    group by c.area_id
),
parent as (
    select p.area_id, string_agg(p.parent_level || '=' || p.parent_id, ',' order by p.parent_level) as parents
    from reporting.area_parent p
    join reporting.area a on a.area_id = p.area_id
    join reporting.area larger on larger.area_id = p.parent_id
    where p.valid @> $1 and (larger.valid @> $1 or not a.valid @> $1)
    group by p.area_id
)
select
    a.area_id,
    a.level,
    a.name,
    a.valid @> $1 as current,
    coalesce(c.foremost, c.first) as code,
    c.codes,
    p.parents,
    (select s.successor_id from reporting.area_succession s
    where s.area_id = a.area_id and s.took_over <= $1 limit 1) as successor
from reporting.area a
left join code c on c.area_id = a.area_id
left join parent p on p.area_id = a.area_id
order by a.area_id
