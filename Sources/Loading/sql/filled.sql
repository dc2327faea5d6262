-- The view `filled`: the current rows of the table that the extract fills, by which the scripts name them; `old_row` is each row's
-- place. Where the warehouse is distributed, a row about people has no such place: they are then those of `current_row`.
do $$
begin
    execute format(
        'create temporary view filled as select ctid as old_row, * from %s where superseded_by is null',
        coalesce(to_regclass('pg_temp.current_row'), laa.bound_text('filled')::regclass));
end $$;
