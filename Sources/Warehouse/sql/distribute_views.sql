-- Makes the functions and views again that were made before the tables were distributed, so that every server has them, in the
-- order in which they were made.
do $$
declare
    made record;
begin
    for made in
        select oid, format('create or replace view %s as %s', oid::regclass, pg_get_viewdef(oid)) as definition
        from pg_class
        where relkind = 'v' and relnamespace = 'reporting'::regnamespace
        union all
        select oid, pg_get_functiondef(oid)
        from pg_proc
        where pronamespace in ('reporting'::regnamespace, 'laa'::regnamespace) and prokind = 'f'
        order by oid
    loop
        execute made.definition;
    end loop;
end $$;
