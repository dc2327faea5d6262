-- Supersedes the rows that the file revises.
do $$
begin
    execute format(
        'update %s t set superseded_by = $1 from incoming i where t.ctid = i.old_row and not i.unchanged',
        laa.bound_text('filled')::regclass)
    using laa.bound_bigint('vintage')::integer;
end $$;
