-- A statement for each constraint of the warehouse, which counts the rows that violate it.
with constrained as (
    select
        c.conname, c.contype, c.conrelid, c.confrelid, c.oid,
        c.conrelid::regclass::text as child, c.confrelid::regclass::text as parent,
        (select array_agg(quote_ident(a.attname) order by k.place)
            from unnest(c.conkey) with ordinality as k (attribute, place)
            join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attribute) as own,
        (select array_agg(quote_ident(a.attname) order by k.place)
            from unnest(c.confkey) with ordinality as k (attribute, place)
            join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.attribute) as others
    from pg_constraint c
    join pg_namespace n on n.oid = c.connamespace
    join pg_class t on t.oid = c.conrelid
    where n.nspname in ('warehouse', 'laa') and t.relkind in ('r', 'p') and t.relpersistence = 'p' and c.conparentid = 0
        -- Parts of distributed tables are checked as the tables are.
        and t.oid not in (select relation from laa.table_part)
)
select
    format('%s: %s', child, conname) as name,
    case contype
        when 'c' then format(
            'select count(*) as violating from %s where not (%s)', child, pg_get_expr(
                (select conbin from pg_constraint p where p.oid = constrained.oid), conrelid))
        when 'f' then format(
            'select count(*) as violating from %s c where %s and not exists (select from %s p where %s)', child,
            (select string_agg(format('c.%s is not null', name), ' and ') from unnest(own) as name), parent,
            (select string_agg(format('c.%s = p.%s', o.name, r.name), ' and ')
                from unnest(own) with ordinality as o (name, place)
                join unnest(others) with ordinality as r (name, place) using (place)))
        else format(
            'select count(*) as violating from (select from %s where %s group by %s having count(*) > 1) as repeated', child,
            (select string_agg(format('%s is not null', name), ' and ') from unnest(own) as name),
            array_to_string(own, ', '))
    end as statement
from constrained
where contype in ('c', 'f', 'p', 'u')
order by 1
