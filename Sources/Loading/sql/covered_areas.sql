-- The table `covered_area`: the areas and days that the extract is complete for, as its rows tell: of a list taken on
-- single days, the areas of each day; of any other, its areas for all of its days; of a kind whose rows name no area,
-- every area (null).
create temporary table covered_area (area_id smallint, first_day date, last_day date) on commit drop;

do $$
declare
    area text := (select coalesce(kept, name) from field where name = laa.bound_text('area'));
begin
    if area is null then
        insert into covered_area select null, first_day, last_day from covered where first_day is not null;
    elsif laa.bound_text('is_of_days')::boolean then
        execute format(
            'insert into covered_area select distinct %1$I, %2$I, %2$I from incoming', area, laa.bound_text('first_day'));
    else
        execute format(
            'insert into covered_area
            select distinct i.%I, d.first_day, d.last_day from incoming i cross join covered d', area);
    end if;
end $$;
