-- Restores the references that suspend_references.sql removed, which checks every row of the tables.
do $$
declare
    reference record;
begin
    for reference in select restore from suspended order by name loop
        execute reference.restore;
    end loop;
end $$;
