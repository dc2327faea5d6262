-- The table `covered`: the first and the last day of the rows.
do $$
begin
    execute format(
        'create temporary table covered on commit drop as
        select min(%I) as first_day, max(%I) as last_day from incoming',
        laa.bound_text('first_day'), laa.bound_text('last_day'));
end $$;
