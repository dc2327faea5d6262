-- Brings up to date the role that the portal reads as: what was submitted, for the partnerships of the token that each
-- transaction names, and nothing else; it can add to the log of what was asked for. Run after the migrations, every time, so
-- that a role that an administrator has made since gets its rights.
do $$
declare
    here text := quote_ident(current_database());
    submitter regrole;
    setting text;
begin
    -- Whoever submits notes when returns are due.
    for submitter in
        select oid from pg_roles
        where rolname !~ '^pg_' and not rolsuper and has_table_privilege(oid, 'warehouse.submission', 'insert')
    loop
        execute format('grant select, insert, delete on warehouse.scheduled_return to %s', submitter);
    end loop;

    if not exists (select from pg_roles where rolname = 'laa_portal') then
        begin
            create role laa_portal login noinherit;
            comment on role laa_portal is
                'What the portal of the program laa reads as: the submissions of the partnerships of each token.';
        exception
            -- Another warehouse of this server was made at the same moment.
            when unique_violation or duplicate_object then null;
            -- An administrator must make it; 'laa serve' says how.
            when insufficient_privilege then return;
        end;
    end if;

    grant usage on schema warehouse, laa to laa_portal;
    grant select on laa.migration to laa_portal;
    grant select (
        number, partnership, quarter, edition, state, reason, override_reason, as_of, bundle, content_hash, files, bytes,
        program, recorded_at
    ) on warehouse.submission to laa_portal;
    grant select on warehouse.scheduled_return to laa_portal;
    grant insert on warehouse.portal_request to laa_portal;
    grant execute on function warehouse.portal_reader(), warehouse.portal_account(text) to laa_portal;
    begin
        execute format('grant connect on database %s to laa_portal', here);
    exception
        when insufficient_privilege then null;
    end;

    -- In this database only: other databases of the server may have warehouses of their own.
    foreach setting in array array['statement_timeout = ''10s''', 'idle_in_transaction_session_timeout = ''30s'''] loop
        begin
            execute format('alter role laa_portal in database %s set %s', here, setting);
        exception
            when insufficient_privilege or undefined_object or feature_not_supported then null;
        end;
    end loop;

    if not (select rolsuper from pg_roles where rolname = current_user)
        and not pg_has_role(current_user, 'laa_portal', 'member')
    then
        -- So that a session of this role can 'set role' to the portal's.
        begin
            grant laa_portal to current_user;
        exception
            when insufficient_privilege then null;
        end;
    end if;
end $$;
