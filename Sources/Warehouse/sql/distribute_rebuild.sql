-- Writes anew the tables from which a migration has dropped columns. A table still has the place of a column that was dropped,
-- and Citus then names more columns to a server than its part of the table has.
do $$
declare
    old regclass;
    name text;
    columns text;
    description text;
    definition record;
begin
    create temporary table definition_kept (place integer generated always as identity, remove text, restore text) on commit drop;
    for old, name in
        select c.oid, format('%I.%I', 'warehouse', c.relname)
        from pg_class c
        where c.relnamespace = 'warehouse'::regnamespace and c.relkind = 'r'
            and exists (select from pg_attribute a where a.attrelid = c.oid and a.attisdropped)
            and not exists (select from pg_dist_partition p where p.logicalrelid = c.oid)
    loop
        truncate definition_kept;
        columns := (
            select string_agg(quote_ident(attname), ', ' order by attnum)
            from pg_attribute where attrelid = old and attnum > 0 and not attisdropped);
        description := obj_description(old, 'pg_class');
        insert into definition_kept (remove, restore)
        select
            format('alter table %s drop constraint %I', conrelid::regclass, conname),
            format('alter table %s add constraint %I %s',
                case when conrelid = old then name else conrelid::regclass::text end, conname, pg_get_constraintdef(oid))
        from pg_constraint
        where contype = 'f' and old in (conrelid, confrelid);
        insert into definition_kept (restore)
        select distinct format('create or replace view %s as %s', v.oid::regclass, pg_get_viewdef(v.oid))
        from pg_depend d
        join pg_rewrite r on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
        join pg_class v on v.oid = r.ev_class
        where d.refobjid = old and v.oid <> old;
        insert into definition_kept (restore)
        select format('grant %s on %s to %s', g.privilege_type, name, g.grantee::regrole)
        from pg_class c
        cross join lateral aclexplode(c.relacl) g
        where c.oid = old and g.grantee <> 0 and g.grantee <> c.relowner;
        for definition in select remove from definition_kept where remove is not null order by place loop
            execute definition.remove;
        end loop;
        execute format('alter table %s rename to written_anew', old);
        -- The new table's indexes get the names that these had.
        for definition in select indexrelid::regclass as index from pg_index where indrelid = old loop
            execute format('alter index %s rename to %I', definition.index, 'written_anew_' || definition.index::oid);
        end loop;
        execute format('create table %s (like %s including all)', name, old);
        execute format('insert into %s (%s) select %2$s from %s', name, columns, old);
        execute format('comment on table %s is %L', name, description);
        for definition in select restore from definition_kept order by place loop
            execute definition.restore;
        end loop;
        execute format('drop table %s', old);
    end loop;
    drop table definition_kept;
end $$;
