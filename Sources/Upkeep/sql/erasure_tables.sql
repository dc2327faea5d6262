-- A statement for each table with rows about people, which removes theirs; the people themselves come last.
select
    format('%I.%I', n.nspname, c.relname) as name,
    format(
        'delete from %I.%I t where t.offender_id in (select e.offender_id from erased_person e)', n.nspname, c.relname)
        as statement
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attname = 'offender_id' and not a.attisdropped
where n.nspname = 'warehouse' and c.relkind in ('r', 'p')
order by c.relname = 'offender', name
