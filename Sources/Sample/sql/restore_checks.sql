-- Restores what suspend_checks.sql dropped, which also checks every row that was loaded.
do $$
declare
    statement text;
begin
    for statement in select restore from suspended order by turn, name loop
        execute statement;
    end loop;
end $$;
