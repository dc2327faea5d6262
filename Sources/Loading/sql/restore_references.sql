-- Puts back what suspend_references.sql took away, which checks every row of the tables.
do $$
declare
    reference record;
begin
    for reference in select restore from suspended order by name loop
        execute reference.restore;
    end loop;
end $$;
