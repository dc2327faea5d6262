-- What the last caseload up to a day is made up of, counted once for each published vintage: by it the areas are found whose
-- caseloads are alike. It follows from other tables, and can be emptied at any time; it need not outlive a crash.
create unlogged table warehouse.caseload_make_up (
    vintage_id integer not null,
    day date not null,
    query bytea not null check (octet_length(query) = 32),
    trust_id smallint not null,
    authority_id smallint,
    measure text not null,
    value text not null,
    people integer not null,
    with_prediction integer not null,
    predicted double precision not null
);
create unique index on warehouse.caseload_make_up (
    vintage_id, day, query, trust_id, coalesce(authority_id, 0::smallint), measure, value);
-- Whoever publishes may keep it.
do $$
declare
    publisher oid;
begin
    for publisher in
        select r.oid from pg_roles r
        where not r.rolsuper and r.rolname !~ '^pg_' and has_table_privilege(r.oid, 'warehouse.publication', 'insert')
    loop
        execute format('grant select, insert, delete on warehouse.caseload_make_up to %s', publisher::regrole);
    end loop;
end $$;
comment on table warehouse.caseload_make_up is
    'What the last caseload up to a day is made up of, kept so that it is counted once for each vintage; it can be emptied at any time.';
comment on column warehouse.caseload_make_up.vintage_id is 'The last published vintage at the time.';
comment on column warehouse.caseload_make_up.day is 'The day that was asked for.';
comment on column warehouse.caseload_make_up.query is 'SHA-256 of the queries that counted, and the last migration: another program may count otherwise.';
comment on column warehouse.caseload_make_up.trust_id is 'The trust that supervises.';
comment on column warehouse.caseload_make_up.authority_id is 'The authority of residence; null where it is not recorded.';
comment on column warehouse.caseload_make_up.measure is 'What people are counted by: sex, age, tier or offence.';
comment on column warehouse.caseload_make_up.value is 'Its value, or: not recorded.';
comment on column warehouse.caseload_make_up.people is 'How many people have it.';
comment on column warehouse.caseload_make_up.with_prediction is 'Of how many of them there is a prediction.';
comment on column warehouse.caseload_make_up.predicted is 'The sum of their predictions.';
