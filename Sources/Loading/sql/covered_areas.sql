-- The tables `held`, with the number of good rows by area (null where the kind names none), authority and first day, and
-- `covered_area`, with the areas and days that the extract is complete for, as its rows tell: of a list taken on single
-- days, the areas of each day; of any other, its areas for all of its days; of a kind whose rows name no area, every area
-- (null).
create temporary table held (area_id smallint, part_id smallint, day date, row_count bigint not null) on commit drop;
create temporary table covered_area (area_id smallint, first_day date, last_day date) on commit drop;

do $$
declare
    area text := (select coalesce(kept, name) from field where name = laa.bound_text('area'));
    part text := (select coalesce(kept, name) from field where name = nullif(laa.bound_text('part'), ''));
begin
    execute format(
        'insert into held select %s, %s, %I, count(*) from incoming group by 1, 2, 3',
        coalesce(quote_ident(area), 'null::smallint'), coalesce(quote_ident(part), 'null::smallint'),
        laa.bound_text('first_day'));
    if area is null then
        insert into covered_area select null, first_day, last_day from covered where first_day is not null;
    elsif laa.bound_text('is_of_days')::boolean then
        insert into covered_area select distinct area_id, day, day from held;
    else
        insert into covered_area
        select distinct h.area_id, d.first_day, d.last_day from held h cross join covered d;
    end if;
end $$;
