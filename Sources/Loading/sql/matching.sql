-- The table `incoming`: each good row with its person and what it says of the person, the table's current row of the
-- same key, and whether the two are alike.
do $$
declare
    has_people boolean := exists (select from field where name in ('pnc', 'crn'));
    -- The columns to keep, the condition that keys are the same, and what else the two rows hold.
    columns text; known_by text; held_here text; held_there text;
begin
    select
        string_agg(format('s.%I as %I', name, coalesce(kept, name)), ', ' order by place)
            filter (where kept is not null or name in (laa.bound_text('first_day'), laa.bound_text('last_day'))
                or has_people and name in ('sex', 'birth_month', 'ethnicity')),
        string_agg(format('c.%I = s.%I', kept, name), ' and ' order by place) filter (where is_key),
        string_agg(format('s.%I', name), ', ' order by place) filter (where kept is not null and not is_key),
        string_agg(format('c.%I', kept), ', ' order by place) filter (where kept is not null and not is_key)
    into columns, known_by, held_here, held_there
    from field;
    execute format(
        $query$
        create temporary table incoming on commit drop as
        select
            s.line, %s %s, c.old_row,
            c.old_row is not null and row(%s) is not distinct from row(%s) as unchanged
        from staged s
        %s
        left join filled c on %s
        where not exists (select from rejected r where r.line = s.line)
        $query$,
        case when has_people then 'p.offender_id,' end, columns, held_here, held_there,
        case when has_people then 'join person p on p.key = coalesce(s.crn, s.pnc)' end,
        known_by || case when has_people then ' and c.offender_id = p.offender_id' else '' end);
end $$;
