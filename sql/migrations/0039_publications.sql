-- The register of publications: what left the program, with every count that it showed or suppressed, so that whatever is
-- published later is weighed against it. It is only ever added to.
create table warehouse.publication (
    number bigint primary key check (number > 0),
    kind text not null check (kind in ('return', 'submission', 'file', 'plot', 'page')),
    name text not null check (name <> ''),
    areas text not null check (areas <> ''),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    policy text not null check (policy <> ''),
    as_of integer references warehouse.vintage,
    vintages integer[] not null,
    program text not null check (program <> ''),
    considered bigint not null check (considered >= 0 and considered < number),
    content_hash text not null check (content_hash ~ '^[0-9a-f]{64}$'),
    recorded_by text not null,
    recorded_at timestamptz not null
);
comment on table warehouse.publication is
    'The register of publications: everything that was written to be published. Never changed, never deleted from.';
comment on column warehouse.publication.number is
    'Counts the publications from 1, without gaps; given by the register. The position of the register is its last number.';
comment on column warehouse.publication.kind is
    'return (laa return); submission (laa submit); file (laa report --output); plot (laa plot --output); page (of a portal).';
comment on column warehouse.publication.name is 'Of a submission its bundle; of a file or folder its name, without its place.';
comment on column warehouse.publication.areas is 'The areas or the level asked for, in words.';
comment on column warehouse.publication.first_day is 'First day that any of its figures is about.';
comment on column warehouse.publication.last_day is 'Last day that any of its figures is about.';
comment on column warehouse.publication.policy is
    'The disclosure policy: standard (the program''s own), or the text of the policy''s file.';
comment on column warehouse.publication.as_of is
    'The last vintage that was seen, where the warehouse was seen as it was earlier; null for all that there was.';
comment on column warehouse.publication.vintages is 'The vintages that its figures draw on.';
comment on column warehouse.publication.program is 'Version and commit of the program that made it.';
comment on column warehouse.publication.considered is
    'The position of the register that it was weighed against: the publications up to this number.';
comment on column warehouse.publication.content_hash is
    'SHA-256 of its areas, policy, program and tables: what is made again is not added again.';
comment on column warehouse.publication.recorded_by is 'The role of the session; given by the register.';
comment on column warehouse.publication.recorded_at is 'When it was added, before its file was written; given by the register.';
create index publication_content on warehouse.publication (content_hash);

create table warehouse.published_table (
    publication bigint not null references warehouse.publication,
    place integer not null check (place > 0),
    indicator text not null check (indicator <> ''),
    first_day date not null,
    last_day date not null check (last_day >= first_day),
    counts text not null check (counts <> ''),
    primary key (publication, place)
);
comment on table warehouse.published_table is
    'What each publication showed and suppressed of one indicator, for one span and one breakdown. A table that an earlier '
    'publication of the same kind has with the very same counts is not stored again. Never changed, never deleted from.';
comment on column warehouse.published_table.publication is 'The publication.';
comment on column warehouse.published_table.place is 'Counts its tables from 1.';
comment on column warehouse.published_table.indicator is 'The indicator whose counts these are.';
comment on column warehouse.published_table.first_day is 'First day of the span.';
comment on column warehouse.published_table.last_day is 'Last day of the span.';
comment on column warehouse.published_table.counts is
    'JSON, by column: areas, groups, and under each name of a count its values in that order, a comma after each: a number; '
    '~ and a rounded number; c where suppressed; nothing where not known.';
create index published_table_meets on warehouse.published_table (indicator, last_day, first_day);

create function warehouse.add_publication() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Whoever comes second waits here, and then follows on; who weighs before adding holds this lock already.
    perform pg_advisory_xact_lock(hashtextextended('laa publications', 0));
    new.number := (select coalesce(max(p.number), 0) + 1 from warehouse.publication p);
    new.recorded_by := session_user;
    new.recorded_at := transaction_timestamp();
    return new;
end $$;
comment on function warehouse.add_publication() is 'Numbers a new publication, and says who added it and when.';

create function warehouse.check_published_tables() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if exists (
        select from added t join warehouse.publication p on p.number = t.publication
        where p.recorded_at <> transaction_timestamp())
    then
        raise exception 'tables are added together with their publication, and none later'
            using errcode = 'insufficient_privilege';
    end if;
    return null;
end $$;
comment on function warehouse.check_published_tables() is 'Refuses tables of a publication that was added before.';

create function warehouse.refuse_publication_change() returns trigger language plpgsql as $$
begin
    raise exception 'the register of publications is only ever added to'
        using errcode = 'insufficient_privilege', hint = 'What was published is known: nothing takes it back.';
end $$;
comment on function warehouse.refuse_publication_change() is 'Refuses whatever would change or delete what was published.';

create trigger add_publication before insert on warehouse.publication
    for each row execute function warehouse.add_publication();
create trigger keep_publications before update or delete or truncate on warehouse.publication
    for each statement execute function warehouse.refuse_publication_change();
create trigger add_published_tables after insert on warehouse.published_table
    referencing new table as added for each statement execute function warehouse.check_published_tables();
create trigger keep_published_tables before update or delete or truncate on warehouse.published_table
    for each statement execute function warehouse.refuse_publication_change();
-- Also in sessions that pass over triggers, as those that restore do.
alter table warehouse.publication enable always trigger add_publication;
alter table warehouse.publication enable always trigger keep_publications;
alter table warehouse.published_table enable always trigger add_published_tables;
alter table warehouse.published_table enable always trigger keep_published_tables;

-- The owner, too, may only add.
revoke all on warehouse.publication, warehouse.published_table from public;
revoke update, delete, truncate on warehouse.publication, warehouse.published_table from current_user;
revoke execute on function warehouse.add_publication(), warehouse.check_published_tables() from public;
