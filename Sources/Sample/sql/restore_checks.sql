-- Puts back what suspend_checks.sql took away, which checks every row that was loaded.
do $$
declare
    statement text;
begin
    for statement in select restore from suspended order by turn, name loop
        execute statement;
    end loop;
end $$;
