-- Whether this session may use the functions that read bound parameters (migration_table.sql).
select count(*) = 8 as has_functions
from pg_catalog.pg_proc as function
join pg_catalog.pg_namespace as schema on schema.oid = function.pronamespace
where schema.nspname = 'laa'
    and function.proname like $1
    and pg_catalog.has_schema_privilege(schema.oid, 'usage')
    and pg_catalog.has_function_privilege(function.oid, 'execute')
