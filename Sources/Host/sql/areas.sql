-- Every area, as it stood on the day $1: its code (GSS before any other), all codes it ever had, the larger areas it
-- lay in, and the trust that had taken its place by then.
select
    a.area_id,
    a.level,
    a.name,
    a.valid @> $1 as current,
    coalesce(
        (select c.code from reporting.area_code c
        where c.area_id = a.area_id and c.scheme in ('gss', 'laa') and c.valid @> $1
        order by c.scheme limit 1),
        (select min(c.code) from reporting.area_code c where c.area_id = a.area_id)) as code,
    (select string_agg(distinct c.code, ',') from reporting.area_code c where c.area_id = a.area_id) as codes,
    (select string_agg(p.parent_level || '=' || p.parent_id, ',' order by p.parent_level)
    from reporting.area_parent p
    join reporting.area larger on larger.area_id = p.parent_id
    where p.area_id = a.area_id and p.valid @> $1 and (larger.valid @> $1 or not a.valid @> $1)) as parents,
    (select s.successor_id from reporting.area_succession s
    where s.area_id = a.area_id and s.took_over <= $1 limit 1) as successor
from reporting.area a
order by a.area_id
