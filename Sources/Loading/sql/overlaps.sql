-- Where the key has a range of days, no two rows may overlap: of those in the file the first counts, and one in the
-- warehouse is revised only by a row with the same days.
do $$
declare
    span text := (select name from field where type = 'daterange'::regtype);
    same text := (
        select string_agg(format('f.%I = s.%I', name, name), ' and ' order by place)
        from field where is_key and type <> 'daterange'::regtype);
    same_kept text := (
        select string_agg(format('f.%I = s.%I', kept, name), ' and ' order by place)
        from field where is_key and type <> 'daterange'::regtype);
begin
    if span is null then return; end if;
    execute format(
        $query$
        insert into rejected (line, column_name, value, reason)
        select s.line, %1$L, s.%2$I::text, 'its days overlap those of line ' || min(f.line)
        from staged s
        join staged f on %3$s and f.line < s.line and f.%4$I && s.%4$I
        where not exists (select from rejected r where r.line in (s.line, f.line))
        group by s.line, s.%2$I
        $query$, span || '_from', span || '_from', same, span);
    execute format(
        $query$
        insert into rejected (line, column_name, value, reason)
        select
            s.line, %1$L, s.%2$I::text,
            'its days overlap those of a row in the warehouse, ' || lower(f.%4$I) || ' to ' || (upper(f.%4$I) - 1)
                || ': give the same days to revise it'
        from staged s
        join filled f on %3$s and f.%4$I && s.%4$I and f.%4$I <> s.%4$I
        where not exists (select from rejected r where r.line = s.line)
        $query$, span || '_from', span || '_from', same_kept, span);
end $$;
