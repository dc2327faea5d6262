-- A statement for each table with superseded rows, which removes those superseded by a vintage up to $1 that no state after one
-- of the vintages $2 holds; and which people were revised from when.
select
    format('%I.%I', n.nspname, c.relname) as name,
    format(
        'delete from %I.%I t where t.superseded_by <= $1 and not exists (select from unnest($2) as v where %s v < t.superseded_by)',
        n.nspname, c.relname,
        case when exists (select from pg_attribute where attrelid = c.oid and attname = 'vintage_id' and not attisdropped)
            then 'v >= t.vintage_id and' else '' end) as statement
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'superseded_by' and not a.attisdropped
where n.nspname = 'warehouse' and c.relkind in ('r', 'p')
order by 1
