-- The table `turned_away`: how many rows are rejected, by area, authority, person and first day, as far as each row tells
-- them; a day outside those of the extract, or that contradicts another of the row, is not told.
create temporary table turned_away (
    area_id smallint, part_id smallint, person bytea, first_day date, last_day date, row_count bigint not null,
    repeats bigint not null
) on commit drop;

do $$
declare
    area text := nullif(laa.bound_text('area'), '');
    part text := nullif(laa.bound_text('part'), '');
    has_people boolean := exists (select from field where name in ('pnc', 'crn'));
begin
    if not exists (select from rejected) then return; end if;
    execute format(
        'insert into turned_away
        select
            %1$s, %2$s, %3$s, d.day, d.day, count(*),
            count(*) filter (where exists (select from rejected r where r.line = s.line and r.is_repeat))
        from staged s
        cross join covered v
        cross join lateral (
            select case
                when s.%4$I between v.first_day and v.last_day
                    and not exists (select from contradicted c where c.line = s.line) then s.%4$I
            end as day
        ) d
        where s.line in (select line from rejected)
        group by 1, 2, 3, 4
        union all
        select
            u.area_id, u.part_id, u.person, t.first_day, t.last_day, u.row_count, 0
        from unread u
        cross join covered v
        cross join lateral (
            select
                case when u.first_day >= v.first_day and u.last_day <= v.last_day then u.first_day end as first_day,
                case when u.first_day >= v.first_day and u.last_day <= v.last_day then u.last_day end as last_day
        ) t',
        coalesce('s.' || quote_ident(area), 'null::smallint'), coalesce('s.' || quote_ident(part), 'null::smallint'),
        case when has_people then 'coalesce(s.crn, s.pnc)' else 'null::bytea' end, laa.bound_text('first_day'));
end $$;
