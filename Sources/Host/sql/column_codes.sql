-- The codes of the text columns of the warehouse's tables named in $1, one per row; a column that may hold any text has
-- one row, without a code.
select a.attname::text as name, code.text as code
from pg_catalog.pg_class c
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
left join lateral (
    select replace(found[1], '''''', '''') as text
    from pg_catalog.pg_constraint k
    cross join lateral pg_catalog.pg_get_constraintdef(k.oid) as definition
    cross join lateral regexp_matches(definition, '''((?:[^'']|'''')*)''::text', 'g') as found
    where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and definition like 'CHECK ((% = ANY (ARRAY[%'
) code on true
where c.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = 'warehouse')
    and c.relname = any ($1) and a.atttypid = 'text'::regtype
