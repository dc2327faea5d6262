-- Supersedes the rows that the file lacks.
do $$
begin
    execute format(
        'update %s t set superseded_by = $1 from lacking l where t.ctid = l.old_row', laa.bound_text('filled')::regclass)
    using laa.bound_bigint('vintage')::integer;
end $$;
