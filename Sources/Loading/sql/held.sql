-- The tables `held` and `turned_away`: how many rows are good and how many rejected, by area (null where the kind names
-- none, or where a rejected row's cannot be read), authority and first day, as far as each row tells them.
create temporary table held (area_id smallint, part_id smallint, day date, row_count bigint not null) on commit drop;
create temporary table turned_away (
    area_id smallint, part_id smallint, first_day date, last_day date, row_count bigint not null
) on commit drop;

do $$
declare
    area text := nullif(laa.bound_text('area'), '');
    part text := nullif(laa.bound_text('part'), '');
    first_day text := laa.bound_text('first_day');
begin
    execute format(
        'insert into held select %s, %s, %I, count(*) from incoming group by 1, 2, 3',
        coalesce(quote_ident((select coalesce(kept, name) from field where name = area)), 'null::smallint'),
        coalesce(quote_ident((select coalesce(kept, name) from field where name = part)), 'null::smallint'),
        first_day);
    execute format(
        'insert into turned_away
        select %1$s, %2$s, %3$I, %3$I, count(*) from staged s where s.line in (select line from rejected) group by 1, 2, 3
        union all
        select area_id, part_id, first_day, last_day, row_count from unread',
        coalesce('s.' || quote_ident(area), 'null::smallint'), coalesce('s.' || quote_ident(part), 'null::smallint'),
        first_day);
end $$;
