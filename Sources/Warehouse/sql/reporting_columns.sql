-- The views that modules may read, column by column: what each means, the codes that the tables behind it allow, one on a
-- line, and the functions of the schema that read the view.
select
    v.relname::text as view_name,
    obj_description(v.oid, 'pg_class') as view_meaning,
    (
        select string_agg(distinct f.proname::text, e'\n' order by f.proname::text)
        from pg_catalog.pg_proc f
        where f.pronamespace = v.relnamespace and (
            exists (
                select from pg_catalog.pg_depend d
                where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = f.oid
                    and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid = v.oid)
            -- What a body of text names, the server does not know before it runs.
            or f.prosrc ~ ('\mreporting\.' || v.relname || '\M'))
    ) as functions,
    a.attname::text as column_name,
    format_type(a.atttypid, a.atttypmod) as type,
    col_description(v.oid, a.attnum) as meaning,
    coded.codes
from pg_catalog.pg_class v
join pg_catalog.pg_attribute a on a.attrelid = v.oid and a.attnum > 0 and not a.attisdropped
left join lateral (
    select string_agg(allowed.code, e'\n' order by allowed.place) as codes
    from (
        select replace(found.parts[1], '''''', '''') as code, min(found.place) as place
        from (
            select distinct d.refobjid as source
            from pg_catalog.pg_rewrite w
            join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_rewrite'::regclass and d.objid = w.oid
            where w.ev_class = v.oid and d.refclassid = 'pg_catalog.pg_class'::regclass and d.refobjid <> v.oid
        ) behind
        join pg_catalog.pg_attribute b on b.attrelid = behind.source and b.attname = a.attname and b.atttypid = a.atttypid
        join pg_catalog.pg_constraint k on k.conrelid = behind.source and k.contype = 'c' and k.conkey = array[b.attnum]
        cross join lateral pg_catalog.pg_get_constraintdef(k.oid) as definition
        cross join lateral regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g')
            with ordinality as found (parts, place)
        where a.atttypid = 'text'::regtype and definition like 'CHECK ((% = ANY (ARRAY[%'
        group by 1
    ) allowed
) coded on true
where v.relnamespace = 'reporting'::regnamespace and v.relkind = 'v'
order by v.relname, a.attnum
