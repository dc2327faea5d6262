-- Brings up to date what report modules may read where the warehouse is distributed. A view's rights end where its query is sent to
-- another server: there the modules' role needs the right to read the columns that the views show, of the parts of tables that
-- are there, and of the tables of the coordinator. It never gets those of the people's identities.
do $$
declare
    shown record;
    failed text;
    loader regrole;
begin
    if not exists (select from pg_roles where rolname = 'laa_module') then return; end if;
    grant usage on schema warehouse to laa_module;
    for shown in
        select t.relation, t.columns, exists (select from pg_dist_partition p where p.logicalrelid = t.relation) as is_divided
        from (
            select
                format('%I.%I', u.table_schema, u.table_name)::regclass as relation,
                string_agg(distinct quote_ident(u.column_name), ', ') as columns
            from information_schema.view_column_usage u
            where u.view_schema = 'reporting' and u.table_schema = 'warehouse'
                and u.table_name not in ('identity', 'row_account')
            group by 1
        ) t
    loop
        if shown.is_divided then
            select string_agg(distinct r.result, '; ') into failed
            from run_command_on_placements(
                shown.relation, format('grant select (%s) on %%s to laa_module', shown.columns)) r
            where not r.success;
            if failed is not null then raise exception '%: %', shown.relation, failed; end if;
        else
            execute format('grant select (%s) on %s to laa_module', shown.columns, shown.relation);
        end if;
    end loop;
    -- Who loads ends what a crash has left prepared.
    if (select rolsuper from pg_roles where rolname = current_user) then
        for loader in
            select oid from pg_roles
            where rolname !~ '^pg_' and not rolsuper and has_table_privilege(oid, 'warehouse.vintage', 'insert')
        loop
            execute format('grant execute on function pg_catalog.recover_prepared_transactions() to %s', loader);
            execute format('grant select on pg_catalog.pg_dist_transaction to %s', loader);
        end loop;
    end if;
end $$;

create or replace view laa.table_part as
select to_regclass(shard_name(logicalrelid, shardid))::oid as relation
from pg_dist_shard
where to_regclass(shard_name(logicalrelid, shardid)) is not null;

-- What module_rights.sql need not speak of.
create or replace view laa.admitted_relation as
select p.relation
from laa.table_part p
where p.relation::regclass::text not like 'warehouse.identity\_%'
union all
select format('%I.%I', u.table_schema, u.table_name)::regclass::oid
from information_schema.view_column_usage u
where u.view_schema = 'reporting' and u.table_schema = 'warehouse' and u.table_name not in ('identity', 'row_account')
    and not exists (
        select from pg_dist_partition p
        where p.logicalrelid = format('%I.%I', u.table_schema, u.table_name)::regclass);
