-- Where the warehouse is distributed: supersedes, in the table that the extract fills, the rows that are superseded in `current_row`.
-- A row is found by all that it holds. Of several that are wholly alike and of which some stay, as many as are superseded are
-- written anew.
do $$
declare
    relation regclass := laa.bound_text('filled')::regclass;
    vintage integer := laa.bound_bigint('vintage');
    columns text;
    alike text;
    updated bigint;
    removed bigint;
begin
    select
        string_agg(quote_ident(attname), ', ' order by attnum),
        -- An index helps where a column always has a value.
        string_agg(
            format(case when attnotnull then 't.%1$I = g.%1$I' else 't.%1$I is not distinct from g.%1$I' end, attname),
            ' and ' order by attnum)
    into columns, alike
    from pg_attribute
    where attrelid = relation and attnum > 0 and not attisdropped and attname <> 'superseded_by';
    execute format(
        'create temporary table gone on commit drop as
        select %1$s, count(superseded_by) as gone, count(*) - count(superseded_by) as staying
        from current_row
        where offender_id in (select offender_id from current_row where superseded_by is not null)
        group by %1$s
        having count(superseded_by) > 0',
        columns);
    execute format(
        'update %s t set superseded_by = $1
        from (select * from gone where staying = 0) g
        where t.superseded_by is null and %s', relation, alike)
    using vintage;
    get diagnostics updated = row_count;
    execute format(
        'delete from %s t using (select * from gone where staying > 0) g where t.superseded_by is null and %s', relation, alike);
    get diagnostics removed = row_count;
    if exists (select from gone having sum(gone + staying) <> updated + removed) then
        raise exception 'rows of % were changed meanwhile', relation using errcode = 'serialization_failure';
    end if;
    execute format(
        'insert into %1$s (%2$s, superseded_by)
        select %2$s, case when number <= gone then $1 end
        from gone
        cross join lateral generate_series(1, gone + staying) number
        where staying > 0', relation, columns)
    using vintage;
end $$;
