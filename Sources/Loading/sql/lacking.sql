-- Current rows that the file lacks, of the areas and days that it covers. An offence's days end with the proof, since an
-- extract that is complete up to a day cannot have what was proven later.
do $$
declare
    span text := (select quote_ident(kept) from field where type = 'daterange'::regtype);
    area text := (select quote_ident(coalesce(kept, name)) from field where name = laa.bound_text('area'));
    day text := coalesce('lower(t.' || span || ')', format('t.%I', laa.bound_text('first_day')));
    covered_rows text := format(
        'from filled t
        cross join covered d
        %s
        where %s',
        case
            -- Whose rows they are is not told where an extract of such a kind is for some areas.
            when area is null then 'join (select from covered_area where area_id is null limit 1) v on true'
            -- Of a list taken on single days, each area has days of its own.
            when laa.bound_text('is_of_days')::boolean then format(
                'join (select distinct area_id, first_day, last_day from covered_area) v
                    on v.area_id = t.%s and %s between v.first_day and v.last_day', area, day)
            else format('join (select distinct area_id from covered_area) v on v.area_id = t.%s', area)
        end,
        case
            when span is not null then format('t.%s <@ daterange(d.first_day, d.last_day, ''[]'')', span)
            else format(
                't.%I between d.first_day and d.last_day and t.%I <= d.last_day',
                laa.bound_text('first_day'), laa.bound_text('last_day'))
        end);
    current_rows bigint;
begin
    -- Rows that the file has unchanged are current rows of the same area and day. Where there are as many as current ones,
    -- none is lacking, and the rows need not be compared one by one.
    execute 'select count(*) ' || covered_rows into current_rows;
    if current_rows = (
        select coalesce(sum(h.unchanged), 0)
        from held h
        cross join covered d
        where h.day >= d.first_day and h.last_day <= d.last_day
            and exists (
                select from covered_area v
                where v.area_id is not distinct from h.area_id
                    and (not laa.bound_text('is_of_days')::boolean or h.day between v.first_day and v.last_day))
    ) then
        return;
    end if;
    execute format(
        'insert into lacking (old_row, area_id, day)
        select t.old_row, %s, %s %s and not exists (select from incoming i where i.old_row = t.old_row)',
        coalesce('t.' || area, 'null::smallint'), day, covered_rows);
end $$;
