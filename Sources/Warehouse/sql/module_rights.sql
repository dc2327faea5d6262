-- What the role $1 may do in this database beyond reading the reporting views; grave where it undoes the purpose.
with role as (
    select * from pg_catalog.pg_roles where rolname = $1
),
relation as (
    select n.nspname as schema, c.oid, format('%I.%I', n.nspname, c.relname) as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'v', 'm', 'p', 'f')
        and n.nspname not in ('pg_catalog', 'information_schema', 'laa') and n.nspname !~ '^pg_(toast|temp)'
)
select 'is a superuser' as excess, true as grave from role where rolsuper
union all
select 'may make roles or databases, replicate, or bypass row security', true
from role where rolcreaterole or rolcreatedb or rolreplication or rolbypassrls
union all
select 'is a member of ' || string_agg(m.roleid::regrole::text, ', ' order by m.roleid::regrole::text), true
from role join pg_catalog.pg_auth_members m on m.member = role.oid
having count(*) > 0
union all
select 'may make temporary tables (revoke temporary on database ' || quote_ident(current_database()) || ' from public)', false
from role where pg_catalog.has_database_privilege(rolname, current_database(), 'temporary')
union all
select 'may make objects in the schema ' || n.nspname, true
from role, pg_catalog.pg_namespace n
where n.nspname !~ '^pg_(toast_)?temp' and pg_catalog.has_schema_privilege(rolname, n.oid, 'create')
union all
select 'may write to ' || string_agg(r.name, ', ' order by r.name), true
from role, relation r
where pg_catalog.has_table_privilege(rolname, r.oid, 'insert, update, delete, truncate')
having count(*) > 0
union all
select 'may read ' || string_agg(r.name, ', ' order by r.name), bool_or(r.schema = 'warehouse')
from role, relation r
where r.schema <> 'reporting' and r.oid not in (select relation from laa.admitted_relation) and pg_catalog.has_schema_privilege(rolname, r.schema, 'usage')
    and pg_catalog.has_any_column_privilege(rolname, r.oid, 'select')
having count(*) > 0
union all
select 'may call ' || string_agg(distinct e.name, ', ' order by e.name)
    || ' (an administrator should revoke them from public, and grant them by name to the roles that need them)', false
from role, laa.function_with_effects e
where pg_catalog.has_function_privilege(rolname, e.function, 'execute')
having count(*) > 0
union all
select 'may call the functions of the schema ' || n.nspname, false
from role, pg_catalog.pg_namespace n
where n.nspname not in ('pg_catalog', 'information_schema', 'laa', 'reporting')
    and pg_catalog.has_schema_privilege(rolname, n.oid, 'usage')
    and exists (
        select from pg_catalog.pg_proc p
        where p.pronamespace = n.oid and pg_catalog.has_function_privilege(rolname, p.oid, 'execute'))
order by 2 desc, 1
