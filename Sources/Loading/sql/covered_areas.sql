-- The table `covered_area`: the areas and days that the extract is complete for, as its rows tell. Of a list taken on single
-- days, these are the areas of each day; of any other, its areas for all of its days; of a kind whose rows name no area,
-- every area (null).
create temporary table covered_area (area_id smallint, first_day date, last_day date) on commit drop;

do $$
begin
    if laa.bound_text('area') = '' then
        insert into covered_area select null, first_day, last_day from covered where first_day is not null;
    elsif laa.bound_text('is_of_days')::boolean then
        insert into covered_area select distinct area_id, day, day from held;
    else
        insert into covered_area
        select distinct h.area_id, d.first_day, d.last_day from held h cross join covered d;
    end if;
end $$;
