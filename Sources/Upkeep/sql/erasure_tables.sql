-- A statement for each table with rows about people, which removes theirs; the people themselves come last.
select
    format('%I.%I', n.nspname, c.relname) as name,
    format('delete from %I.%I t using erased_person e where e.offender_id = t.offender_id', n.nspname, c.relname)
        as statement
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'offender_id' and not a.attisdropped
where n.nspname = 'warehouse' and c.relkind in ('r', 'p')
order by c.relname = 'offender', name
