-- The table `held`: how many rows are good, and how many of them the warehouse has already, by area (null where the kind
-- names none), authority and first day, with the latest last day.
create temporary table held (
    area_id smallint, part_id smallint, day date, last_day date, row_count bigint not null, unchanged bigint not null
) on commit drop;

do $$
declare
    area text := (select coalesce(kept, name) from field where name = laa.bound_text('area'));
    part text := (select coalesce(kept, name) from field where name = nullif(laa.bound_text('part'), ''));
begin
    execute format(
        'insert into held
        select %s, %s, %I, max(%I), count(*), count(*) filter (where unchanged) from incoming group by 1, 2, 3',
        coalesce(quote_ident(area), 'null::smallint'), coalesce(quote_ident(part), 'null::smallint'),
        laa.bound_text('first_day'), laa.bound_text('last_day'));
end $$;
