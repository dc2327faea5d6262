-- The columns of the view named $1, with its schema, that hold a day.
select a.attname::text as name
from pg_catalog.pg_attribute a
where a.attrelid = $1::regclass and a.atttypid = 'date'::regtype and a.attnum > 0 and not a.attisdropped
