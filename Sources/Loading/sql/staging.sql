-- The table `staged`: the kind's columns as they are read. A range of days is made of the two columns whose names begin
-- with its name.
do $$
begin
    execute (
        select format('create temporary table staged (line bigint not null, %s) on commit drop', string_agg(
            case
                when type = 'daterange'::regtype then format(
                    '%1$I daterange generated always as (
                        case when %2$I <= %3$I then daterange(%2$I, %3$I, ''[]'') end) stored',
                    name, name || '_from', name || '_to')
                else format('%I %s', name, type) || coalesce(' default ' || quote_literal(absent), '')
            end, ', ' order by place))
        from field);
end $$;
