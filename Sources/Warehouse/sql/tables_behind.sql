-- The warehouse's tables behind the views and functions of the schema reporting with the names in $1.
with recursive reached (class, object) as (
    select 'pg_catalog.pg_class'::regclass::oid, c.oid
    from pg_catalog.pg_class c
    where c.relnamespace = 'reporting'::regnamespace and c.relname = any ($1)
    union
    select 'pg_catalog.pg_proc'::regclass::oid, p.oid
    from pg_catalog.pg_proc p
    where p.pronamespace = 'reporting'::regnamespace and p.proname = any ($1)
    union
    select used.refclassid, used.refobjid
    from reached r
    cross join lateral (
        -- A function depends on what its body names, a view on it through its rule.
        select d.refclassid, d.refobjid
        from pg_catalog.pg_depend d
        where d.classid = r.class and d.objid = r.object
        union all
        select d.refclassid, d.refobjid
        from pg_catalog.pg_rewrite w
        join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
        where r.class = 'pg_catalog.pg_class'::regclass and w.ev_class = r.object
        union all
        -- What a body of text names, the server does not know before it runs.
        select 'pg_catalog.pg_class'::regclass, c.oid
        from pg_catalog.pg_proc p
        cross join lateral pg_catalog.regexp_matches(p.prosrc, '\m(reporting|warehouse)\.(\w+)', 'g') as named
        join pg_catalog.pg_namespace n on n.nspname = named[1]
        join pg_catalog.pg_class c on c.relnamespace = n.oid and c.relname = named[2]
        where r.class = 'pg_catalog.pg_proc'::regclass and p.oid = r.object
        union all
        select 'pg_catalog.pg_proc'::regclass, f.oid
        from pg_catalog.pg_proc p
        cross join lateral pg_catalog.regexp_matches(p.prosrc, '\mreporting\.(\w+)\(', 'g') as named
        join pg_catalog.pg_proc f on f.pronamespace = 'reporting'::regnamespace and f.proname = named[1]
        where r.class = 'pg_catalog.pg_proc'::regclass and p.oid = r.object
    ) used
    where used.refclassid in ('pg_catalog.pg_class'::regclass, 'pg_catalog.pg_proc'::regclass)
)
select distinct c.relname::text as name
from reached r
join pg_catalog.pg_class c on c.oid = r.object
where r.class = 'pg_catalog.pg_class'::regclass
    and c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = 'warehouse')
    and c.relkind in ('r', 'p')
