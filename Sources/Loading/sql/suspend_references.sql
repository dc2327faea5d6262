-- Removes the references of the table that a large load fills, and of the people's tables, until restore_references.sql:
-- checking them once for the whole table costs a fraction of checking each row as it comes. Nobody ever sees the
-- tables without them. It needs exclusive use of the tables for a moment: where somebody is reading them, or they
-- belong to another role, everything stays as it is and rows are checked one by one.
create temporary table suspended (name text, suspend text, restore text) on commit drop;

do $$
declare
    reference record;
begin
    for reference in
        select distinct unnest(array[c.conrelid, c.confrelid])::regclass as name
        from pg_constraint c
        where c.contype = 'f'
            and c.conrelid in (
                'warehouse.offender'::regclass, 'warehouse.identity'::regclass, laa.bound_text('filled')::regclass)
    loop
        execute format('lock table %s in access exclusive mode nowait', reference.name);
    end loop;
    insert into suspended
    select
        c.conrelid::regclass || '.' || c.conname,
        format('alter table %s drop constraint %I', c.conrelid::regclass, c.conname),
        format('alter table %s add constraint %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
    from pg_constraint c
    where c.contype = 'f'
        and c.conrelid in (
            'warehouse.offender'::regclass, 'warehouse.identity'::regclass, laa.bound_text('filled')::regclass);
    for reference in select suspend from suspended order by name loop
        execute reference.suspend;
    end loop;
exception
    when lock_not_available or insufficient_privilege then
        null;
end $$;
