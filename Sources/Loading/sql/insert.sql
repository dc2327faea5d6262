-- Writes the rows that are new or revised, in an index's order, so that the index is filled in order too.
do $$
declare
    columns text := (
        select string_agg(name, ', ')
        from (
            select 'offender_id' as name where exists (select from field where name in ('pnc', 'crn'))
            union all
            select quote_ident(kept) from field where kept is not null
        ) kept);
    in_order text := (
        select string_agg(name, ', ' order by rank, place)
        from (
            select 1 as rank, 0 as place, 'offender_id' as name
            where exists (select from field where name in ('pnc', 'crn'))
            union all
            select case when type = 'date'::regtype then 0 else 2 end, place, quote_ident(kept)
            from field where is_key and kept is not null
        ) keys);
begin
    execute format(
        'insert into %1$s (%2$s, vintage_id) select %2$s, $1 from incoming where not unchanged order by %3$s',
        laa.bound_text('filled')::regclass, columns, in_order)
    using laa.bound_bigint('vintage')::integer;
end $$;
