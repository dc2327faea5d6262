-- A statement for each table of the warehouse, which counts its rows. What does not outlive a crash is not backed up.
select
    format('%I.%I', n.nspname, c.relname) as name,
    format('select count(*) as rows from %I.%I', n.nspname, c.relname) as statement
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('warehouse', 'laa') and c.relkind in ('r', 'p') and not c.relispartition
    and c.relpersistence = 'p'
order by 1
