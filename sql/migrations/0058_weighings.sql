-- What disclosure control's weighing came to, kept so that the same tables are not weighed again. It follows from what is in
-- its key, and can be emptied at any time; it need not outlive a crash.
create unlogged table warehouse.weighing (
    key bytea primary key check (length(key) = 32),
    marks bytea not null,
    used_on date not null default current_date
);
create index on warehouse.weighing (used_on);
-- Whoever publishes may keep what weighing came to.
do $$
declare
    publisher oid;
begin
    for publisher in
        select r.oid from pg_roles r
        where not r.rolsuper and r.rolname !~ '^pg_' and has_table_privilege(r.oid, 'warehouse.publication', 'insert')
    loop
        execute format('grant select, insert, update, delete on warehouse.weighing to %s', publisher::regrole);
    end loop;
end $$;
comment on table warehouse.weighing is
    'What weighing some tables came to, so that the very same tables are not weighed again; it can be emptied at any time.';
comment on column warehouse.weighing.key is
    'SHA-256 of all that the result follows from: counts, relations, areas, policy and program.';
comment on column warehouse.weighing.marks is 'Why each count is suppressed: a byte for each, 0 where it is not.';
comment on column warehouse.weighing.used_on is 'The last day on which it was of use.';
