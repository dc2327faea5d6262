-- The view of the schema reporting that has the key $1, and its column of the number $2.
select n.nspname || '.' || c.relname as view, a.attname::text as name
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid
where c.oid = $1 and a.attnum = $2 and n.nspname = 'reporting'
