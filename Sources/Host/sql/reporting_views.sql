-- The views that modules may read, without their schema.
select c.relname::text as name
from pg_catalog.pg_class c
where c.relnamespace = 'reporting'::regnamespace and c.relkind = 'v'
