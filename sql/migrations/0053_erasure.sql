-- People whose data were erased: that it was done, when and why, never who; and, only where that was asked for, the keyed
-- hashes of those whom later extracts must not bring back.
create table warehouse.erasure (
    erasure_id integer generated always as identity primary key,
    people integer not null check (people >= 0),
    rows_removed bigint not null check (rows_removed >= 0),
    rows_in_quarter integer not null check (rows_in_quarter >= 0),
    last_vintage integer references warehouse.vintage,
    kept_out boolean not null,
    reason text not null check (reason <> ''),
    erased_at timestamptz not null default clock_timestamp(),
    erased_by text not null default session_user
);
comment on table warehouse.erasure is
    'Each time that ''laa warehouse forget'' erased people. Nothing says who they were. Never changed, never deleted from.';
comment on column warehouse.erasure.erasure_id is 'Rises with each time.';
comment on column warehouse.erasure.people is 'How many people were erased; shown as fewer than 5 where it is small.';
comment on column warehouse.erasure.rows_removed is 'How many rows about them were removed, superseded ones included.';
comment on column warehouse.erasure.rows_in_quarter is
    'The most that four of them can have counted for in one quarter, in any one table: by so much a count that was '
    'published before may differ for their sake alone, and then the published one stands.';
comment on column warehouse.erasure.last_vintage is 'The last vintage at that time.';
comment on column warehouse.erasure.kept_out is 'Whether they are kept out of later extracts.';
comment on column warehouse.erasure.reason is 'Why, as it was given.';
comment on column warehouse.erasure.erased_at is 'When it was done.';
comment on column warehouse.erasure.erased_by is 'The role that did it.';

create function warehouse.refuse_erasure_change() returns trigger language plpgsql as $$
begin
    raise exception 'the record of erasures is only ever added to'
        using errcode = 'insufficient_privilege', hint = 'It says that people were erased, and not who.';
end $$;
comment on function warehouse.refuse_erasure_change() is 'Refuses whatever would change or delete a record of an erasure.';
create trigger keep_erasures before update or delete or truncate on warehouse.erasure
    for each statement execute function warehouse.refuse_erasure_change();
alter table warehouse.erasure enable always trigger keep_erasures;
revoke all on warehouse.erasure from public;
revoke update, delete, truncate on warehouse.erasure from current_user;

create table warehouse.kept_out (
    pseudonym bytea primary key check (octet_length(pseudonym) = 32)
);
comment on table warehouse.kept_out is
    'Rows about these people are passed over when extracts are loaded. Filled only by ''laa warehouse forget --keep-out''.';
comment on column warehouse.kept_out.pseudonym is
    'Keyed hash of a PNC number or a CRN. It says nothing without the key, and nothing else is known of the person.';
revoke all on warehouse.kept_out from public;
