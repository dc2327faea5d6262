-- Brings up to date the role that report modules run as: it can read the reporting views, and nothing else. Run after
-- the migrations, every time, so that it can read the views of later migrations too, and a role that an administrator
-- has made since gets its rights.
create or replace view laa.function_with_effects as
select p.oid as function, p.proname::text as name
from pg_catalog.pg_proc p
where p.pronamespace = 'pg_catalog'::regnamespace
    and (
        p.proname like any (array[
            'lo\_%', 'pg\_advisory\_%', 'pg\_try\_advisory\_%',
            -- Where the database is distributed by Citus, whose extension has them.
            'run\_command\_on\_%', 'master\_run\_on\_worker'])
        or p.proname in (
            'loread', 'lowrite', 'pg_cancel_backend', 'pg_logical_emit_message', 'pg_notify', 'pg_terminate_backend'));
comment on view laa.function_with_effects is
    'Functions that PostgreSQL lets everybody call, even in a read-only transaction, and that do more than read: they '
    'write large objects or the write-ahead log, hold up other sessions, or end them, or send commands to other servers.';
comment on column laa.function_with_effects.function is 'The function.';
comment on column laa.function_with_effects.name is 'Its name, without its schema.';
grant select on laa.function_with_effects to public;

-- Tables that the role may read beside the views: none, unless the warehouse is distributed (distribute_rights.sql).
create or replace view laa.admitted_relation as select null::oid as relation where false;
comment on view laa.admitted_relation is
    'Tables, and parts of tables, of which the role of modules may read what the reporting views show, since a view''s own '
    'rights end where its query is sent to another server.';
comment on column laa.admitted_relation.relation is 'The table.';
grant select on laa.admitted_relation to public;

-- Tables that are a part of another, on this server: none, unless the warehouse is distributed.
create or replace view laa.table_part as select null::oid as relation where false;
comment on view laa.table_part is 'Tables that are a part of a distributed table.';
comment on column laa.table_part.relation is 'The part.';
grant select on laa.table_part to public;

do $$
declare
    here text := quote_ident(current_database());
    routine regprocedure;
    loader regrole;
    setting text;
begin
    if not exists (select from pg_roles where rolname = 'laa_module') then
        begin
            create role laa_module login noinherit;
            comment on role laa_module is 'What report modules of the program laa run as: reads only the reporting views.';
        exception
            -- Another warehouse of this server was made at the same moment.
            when unique_violation or duplicate_object then null;
            -- An administrator must make it; 'laa warehouse status' says how.
            when insufficient_privilege then return;
        end;
    end if;

    grant usage on schema reporting, laa to laa_module;
    grant select on all tables in schema reporting to laa_module;
    alter default privileges in schema reporting grant select on tables to laa_module;
    begin
        execute format('grant connect on database %s to laa_module', here);
        -- Roles that load need temporary tables; this warehouse gives nobody else a reason to have them.
        execute format('grant temporary on database %s to current_user', here);
        for loader in
            select oid from pg_roles
            where rolname !~ '^pg_' and not rolsuper and has_table_privilege(oid, 'warehouse.vintage', 'insert')
        loop
            execute format('grant temporary on database %s to %s', here, loader);
        end loop;
        execute format('revoke temporary on database %s from public', here);
    exception
        when insufficient_privilege then null;
    end;

    -- In this database only: other databases of the server may have warehouses of their own.
    foreach setting in array array[
        'default_transaction_read_only = on', 'statement_timeout = ''1h''',
        -- The statement of a worker that was ended goes on for no longer than this.
        'client_connection_check_interval = ''2s''',
        'temp_file_limit = ''16GB'''
    ] loop
        begin
            execute format('alter role laa_module in database %s set %s', here, setting);
        exception
            when insufficient_privilege or undefined_object or feature_not_supported then null;
        end;
    end loop;

    if (select rolsuper from pg_roles where rolname = current_user) then
        for routine in
            select e.function
            from laa.function_with_effects e
            join pg_proc p on p.oid = e.function
            cross join lateral aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) as granted
            where granted.grantee = 0
        loop
            execute format('revoke execute on function %s from public', routine);
        end loop;
        -- Loads and migrations take turns by advisory locks.
        for routine, loader in
            select e.function, r.oid
            from laa.function_with_effects e
            join pg_roles r on r.rolname !~ '^pg_' and not r.rolsuper
            where e.name like '%advisory%' and has_table_privilege(r.oid, 'warehouse.vintage', 'insert')
        loop
            execute format('grant execute on function %s to %s', routine, loader);
        end loop;
    elsif not pg_has_role(current_user, 'laa_module', 'member') then
        -- So that a session of this role can 'set role' to the modules'.
        begin
            grant laa_module to current_user;
        exception
            when insufficient_privilege then null;
        end;
    end if;
end $$;
