-- Tables, views, their columns and functions of the warehouse that have no comment. A view's columns are those of the
-- tables behind it, and commented there.
with relation as (
    select c.oid, c.relkind, n.nspname || '.' || c.relname as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname in ('warehouse', 'reporting', 'laa') and c.relkind in ('r', 'v')
)
select name
from relation
where obj_description(oid, 'pg_class') is null
union all
select r.name || '.' || a.attname
from relation r
join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
where r.relkind = 'r' and col_description(r.oid, a.attnum) is null
union all
select n.nspname || '.' || p.proname
from pg_proc p
join pg_namespace n on n.oid = p.pronamespace
where n.nspname in ('warehouse', 'reporting')
    and obj_description(p.oid, 'pg_proc') is null
    -- An extension's own objects are for the extension to comment.
    and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
order by 1
