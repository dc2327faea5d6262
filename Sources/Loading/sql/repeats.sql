-- Of a file's rows with the same key, the first counts; the others are rejected.
do $$
declare
    keys text := (
        select string_agg(quote_ident(key), ', ' order by place)
        from (
            select coalesce(kept, name) as key, place from field where is_key
            union all
            select 'offender_id', 0 where exists (select from field where name in ('pnc', 'crn'))
        ) known);
    -- The column that a reject shows: of those in the key, the one that the kind lists first.
    shown text := (select name from field where is_key order by place limit 1);
    shown_key text := (select coalesce(kept, name) from field where is_key order by place limit 1);
begin
    execute format(
        'create temporary table repeated on commit drop as
        select %1$s, min(line) as first_line from incoming group by %1$s having count(*) > 1', keys);
    execute format(
        'insert into rejected (line, column_name, value, reason, is_repeat)
        select
            i.line, %1$L, i.%2$I::text, ''the same '' || laa.bound_text(''known_by'') || '' as line '' || r.first_line, true
        from repeated r join incoming i using (%3$s) where i.line > r.first_line', shown, shown_key, keys);
    execute format(
        'delete from incoming i using repeated r where (%1$s) = (%2$s) and i.line > r.first_line',
        'i.' || replace(keys, ', ', ', i.'), 'r.' || replace(keys, ', ', ', r.'));
end $$;
