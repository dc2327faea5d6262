-- What can be checked of the pages of the warehouse's tables: each index against its table, and each table's rows. Statements.
select
    format('index %s', c.oid::regclass) as name,
    format('select bt_index_check(%s, true)::text as problem', c.oid) as statement
from pg_class c
join pg_index i on i.indexrelid = c.oid
join pg_am a on a.oid = c.relam
join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('warehouse', 'laa') and c.relkind = 'i' and c.relpersistence = 'p' and a.amname = 'btree' and i.indisvalid and i.indisready
union all
select
    format('table %s', c.oid::regclass),
    format('select format(''block %%s: %%s'', blkno, msg) as problem from verify_heapam(%s) limit 3', c.oid)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('warehouse', 'laa') and c.relkind = 'r' and c.relpersistence = 'p'
order by 1
