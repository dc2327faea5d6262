-- The ledger of submissions: what was sent of which quarter, from which data, by whom. It is only ever added to, and each
-- entry carries the hash of the one before, so that a changed or deleted one is found.
create table warehouse.submission (
    number bigint primary key check (number > 0),
    partnership text not null check (partnership <> ''),
    quarter text not null check (quarter ~ '^\d{4}-\d\dQ[1-4]$'),
    edition integer not null check (edition > 0),
    state text not null check (state in ('prepared', 'delivered', 'acknowledged', 'superseded', 'failed')),
    reason text check (reason <> ''),
    override_reason text check (override_reason <> ''),
    as_of date not null,
    bundle text check (bundle <> ''),
    content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
    files integer check (files > 0),
    bytes bigint check (bytes > 0),
    program text,
    modules text,
    vintages text,
    last_vintage integer references warehouse.vintage,
    snapshot text,
    exit_status integer,
    output text,
    account text not null check (account <> ''),
    recorded_by text not null,
    recorded_at timestamptz not null,
    previous_hash text not null check (previous_hash ~ '^[0-9a-f]{64}$'),
    hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
    check (state <> 'failed' or reason is not null),
    check (
        state <> 'prepared'
        or num_nonnulls(bundle, content_hash, files, bytes, program, modules, vintages, last_vintage, snapshot) = 9)
);
comment on table warehouse.submission is
    'The ledger of submissions, an entry each time that a return''s state changed. Never changed, never deleted from; '
    '''laa submissions verify'' finds where that was done all the same.';
comment on column warehouse.submission.number is 'Counts the entries from 1, without gaps; given by the ledger.';
comment on column warehouse.submission.partnership is 'Name of the area that the return is for.';
comment on column warehouse.submission.quarter is 'The quarter that the return is for, as 2010-11Q3.';
comment on column warehouse.submission.edition is 'Counts the editions of this partnership''s return for the quarter from 1.';
comment on column warehouse.submission.state is
    'What became of the edition: prepared (made, signed and stored); delivered; acknowledged (by whoever receives it); '
    'superseded (by a later edition, delivered); failed (an attempt to make or deliver it, which may be repeated).';
comment on column warehouse.submission.reason is
    'Of a failure why and what to do; of a later edition why it was made; of an acknowledgement who gave it.';
comment on column warehouse.submission.override_reason is 'Why it was sent although a gate was closed; null where none was.';
comment on column warehouse.submission.as_of is 'The day that it was done on, or was to be judged from (--as-of).';
comment on column warehouse.submission.bundle is 'Name of the bundle''s folder, and the key by which a repeated delivery is known.';
comment on column warehouse.submission.content_hash is
    'SHA-256 of the bundle''s submission.json, which has the hash of every other file.';
comment on column warehouse.submission.files is 'How many files the bundle has, its signature left out.';
comment on column warehouse.submission.bytes is 'How many bytes they have together.';
comment on column warehouse.submission.program is 'Version of the program that made it.';
comment on column warehouse.submission.modules is 'The modules that reported, with their versions, as JSON.';
comment on column warehouse.submission.vintages is 'Numbers of the vintages drawn on, as JSON.';
comment on column warehouse.submission.last_vintage is 'The last vintage that was seen: the return is as of it.';
comment on column warehouse.submission.snapshot is 'The transactions that were seen, as pg_current_snapshot() has them.';
comment on column warehouse.submission.exit_status is 'Exit status of the delivery command; null where none was run.';
comment on column warehouse.submission.output is 'The end of what the delivery command printed.';
comment on column warehouse.submission.account is 'Account and machine that the program ran as and on, as it says itself.';
comment on column warehouse.submission.recorded_by is 'The role of the session; given by the ledger.';
comment on column warehouse.submission.recorded_at is 'When it was recorded; given by the ledger.';
comment on column warehouse.submission.previous_hash is 'The hash of the entry before; of the first, 64 zeros.';
comment on column warehouse.submission.hash is
    'SHA-256 of warehouse.submission_text of this entry, in hexadecimal; given by the ledger.';

-- An edition is prepared, delivered, acknowledged and superseded once; it may fail often.
create unique index submission_once on warehouse.submission (partnership, quarter, edition, state) where state <> 'failed';

create table warehouse.submission_head (
    only_one boolean primary key default true check (only_one),
    number bigint not null,
    hash text not null
);
comment on table warehouse.submission_head is
    'The last entry of the ledger, so that entries are added one at a time and a deleted last one is missed.';
comment on column warehouse.submission_head.only_one is 'True: there is one ledger.';
comment on column warehouse.submission_head.number is 'Number of the last entry; 0 before the first.';
comment on column warehouse.submission_head.hash is 'Hash of the last entry; 64 zeros before the first.';
insert into warehouse.submission_head (number, hash) values (0, repeat('0', 64));

create function warehouse.submission_text(entry warehouse.submission) returns text
language sql stable parallel safe
return (
    select string_agg(
        format(E'%s=%s\n', field, coalesce(octet_length(convert_to(value, 'UTF8')) || ':' || value, '-')), ''
        order by place)
    from (
        values
            (1, 'number', entry.number::text),
            (2, 'partnership', entry.partnership),
            (3, 'quarter', entry.quarter),
            (4, 'edition', entry.edition::text),
            (5, 'state', entry.state),
            (6, 'reason', entry.reason),
            (7, 'override_reason', entry.override_reason),
            (8, 'as_of', to_char(entry.as_of, 'YYYY-MM-DD')),
            (9, 'bundle', entry.bundle),
            (10, 'content_hash', entry.content_hash),
            (11, 'files', entry.files::text),
            (12, 'bytes', entry.bytes::text),
            (13, 'program', entry.program),
            (14, 'modules', entry.modules),
            (15, 'vintages', entry.vintages),
            (16, 'last_vintage', entry.last_vintage::text),
            (17, 'snapshot', entry.snapshot),
            (18, 'exit_status', entry.exit_status::text),
            (19, 'output', entry.output),
            (20, 'account', entry.account),
            (21, 'recorded_by', entry.recorded_by),
            (22, 'recorded_at', to_char(entry.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')),
            (23, 'previous_hash', entry.previous_hash)
    ) as fields (place, field, value));
comment on function warehouse.submission_text(warehouse.submission) is
    'The text that an entry''s hash is taken of: a line a column, NAME=LENGTH:VALUE with the length in bytes of UTF-8, or '
    'NAME=- for null; dates as YYYY-MM-DD, the time in UTC to the microsecond.';

create function warehouse.add_submission() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    head warehouse.submission_head;
begin
    -- Whoever comes second waits here, and then follows on.
    select * into strict head from warehouse.submission_head for update;
    if new.state in ('delivered', 'acknowledged', 'superseded') and not exists (
        select from warehouse.submission s
        where (s.partnership, s.quarter, s.edition) = (new.partnership, new.quarter, new.edition)
            and s.state = case new.state when 'delivered' then 'prepared' else 'delivered' end)
    then
        raise exception 'edition % of % for % cannot be % yet', new.edition, new.partnership, new.quarter, new.state
            using errcode = 'check_violation';
    end if;
    if new.edition > 1 and not exists (
        select from warehouse.submission s
        where (s.partnership, s.quarter, s.edition, s.state)
            = (new.partnership, new.quarter, new.edition - 1, 'delivered'))
    then
        raise exception 'edition % of % for % would follow one that was never delivered',
            new.edition, new.partnership, new.quarter
            using errcode = 'check_violation';
    end if;
    new.number := head.number + 1;
    new.previous_hash := head.hash;
    new.recorded_by := session_user;
    new.recorded_at := clock_timestamp();
    new.hash := encode(sha256(convert_to(warehouse.submission_text(new), 'UTF8')), 'hex');
    update warehouse.submission_head set number = new.number, hash = new.hash;
    return new;
end $$;
comment on function warehouse.add_submission() is
    'Numbers and chains a new entry; refuses a state that its edition cannot have yet.';

create function warehouse.refuse_submission_change() returns trigger language plpgsql as $$
begin
    raise exception 'the ledger of submissions is only ever added to'
        using errcode = 'insufficient_privilege', hint = 'A mistake is put right by a new edition: laa submit --revise.';
end $$;
comment on function warehouse.refuse_submission_change() is 'Refuses whatever would change or delete an entry.';

create trigger add_submission before insert on warehouse.submission
    for each row execute function warehouse.add_submission();
create trigger keep_submissions before update or delete or truncate on warehouse.submission
    for each statement execute function warehouse.refuse_submission_change();
create trigger keep_submission_head before delete or truncate on warehouse.submission_head
    for each statement execute function warehouse.refuse_submission_change();
-- Also in sessions that pass over triggers, as those that restore do.
alter table warehouse.submission enable always trigger add_submission;
alter table warehouse.submission enable always trigger keep_submissions;
alter table warehouse.submission_head enable always trigger keep_submission_head;

-- The owner, too, may only add; a superuser is held by the triggers, and found out by the hashes where not by those.
revoke all on warehouse.submission, warehouse.submission_head from public;
revoke update, delete, truncate on warehouse.submission from current_user;
revoke execute on function warehouse.add_submission() from public;
