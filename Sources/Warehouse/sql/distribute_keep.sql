-- Keeps what the tables on the coordinator reference, which no server checks when a row of a table on every server goes: such rows
-- stay. What only one server could check, a constraint checks everywhere (an area's parent), or 'laa warehouse verify' (whose
-- identities these are).
create or replace function warehouse.refuse_removal() returns trigger
language plpgsql as $$
begin
    raise exception 'rows of % stay: others reference them', tg_table_name
        using errcode = 'integrity_constraint_violation';
end $$;
comment on function warehouse.refuse_removal() is
    'Refuses to remove or rename what tables of another server may reference; only where the warehouse is distributed.';

do $$
declare
    referenced record;
begin
    for referenced in
        select k.confrelid::regclass as name, string_agg(distinct quote_ident(a.attname), ', ') as key
        from pg_constraint k
        cross join lateral unnest(k.confkey) as number
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = number
        where k.contype = 'f' and k.confrelid in (
            'warehouse.area'::regclass, 'warehouse.vintage'::regclass, 'warehouse.extract_kind'::regclass,
            'warehouse.prediction_model'::regclass)
        group by k.confrelid
    loop
        continue when exists (
            select from pg_trigger where tgrelid = referenced.name and tgname = 'referenced_stays');
        execute format(
            'create trigger referenced_stays before delete or update of %s on %s
            for each row execute function warehouse.refuse_removal()', referenced.key, referenced.name);
    end loop;
end $$;
drop trigger if exists set_parent_level on warehouse.area_parent;
alter table warehouse.identity drop constraint if exists identity_offender_id_fkey;
