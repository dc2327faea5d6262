-- How many rows the table named $1 has by the server's estimate, and the first columns of its indexes.
select
    c.reltuples::double precision as rows,
    (select string_agg(distinct a.attname, ',' order by a.attname)
    from pg_catalog.pg_index i
    join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    where i.indrelid = c.oid) as indexed
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where $1 in (c.relname, n.nspname || '.' || c.relname) and c.relkind in ('r', 'p') and n.nspname = 'warehouse'
