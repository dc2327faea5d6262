-- Whether a database holds no relation, and none of the warehouse's schemas, so that a backup can be restored into it.
select not exists (
        select from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname !~ '^pg_' and n.nspname <> 'information_schema')
    and not exists (select from pg_namespace where nspname in ('laa', 'reporting', 'warehouse')) as is_empty
