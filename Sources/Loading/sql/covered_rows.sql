-- Adds to `current_row` the current rows of other people that are of what the extract covers, which it may lack.
do $$
declare
    span text := (select quote_ident(kept) from field where type = 'daterange'::regtype);
    area text := (select quote_ident(coalesce(kept, name)) from field where name = laa.bound_text('area'));
    day text := (
        select quote_ident(f.kept)
        from field f
        join pg_attribute a on a.attname = f.kept
        where f.name = laa.bound_text('first_day') and a.attrelid = laa.bound_text('filled')::regclass);
    first_day date := (select first_day from covered);
    last_day date := (select last_day from covered);
begin
    if day is null then return; end if;
    execute format(
        'insert into current_row
        select t.*
        from %s t
        where t.superseded_by is null and t.%s between $1 and $2
            and t.offender_id not in (select f.offender_id from fetched f) %s',
        laa.bound_text('filled')::regclass, day,
        case when area is not null then format('and t.%s in (select v.area_id from covered_area v)', area) else '' end)
    using first_day, last_day;
end $$;
analyze current_row;
