-- Who may read returns by the portal, and what they asked for.
create table warehouse.portal_access (
    number integer primary key generated always as identity,
    name text not null check (name <> ''),
    partnerships text[] check (cardinality(partnerships) > 0),
    handle text not null unique check (handle ~ '^[0-9a-f]{16}$'),
    digest text not null check (digest ~ '^[0-9a-f]{64}$'),
    expires_on date,
    granted_by text not null check (granted_by <> ''),
    granted_at timestamptz not null default now(),
    revoked_by text check (revoked_by <> ''),
    revoked_at timestamptz,
    check ((revoked_by is null) = (revoked_at is null))
);
comment on table warehouse.portal_access is
    'Those who may read returns by the portal, one row per token. Never deleted from: the log of requests names its rows.';
comment on column warehouse.portal_access.number is 'By which it is listed and revoked.';
comment on column warehouse.portal_access.name is 'Who holds the token, as whoever granted it wrote it.';
comment on column warehouse.portal_access.partnerships is
    'Names of the areas whose returns the token reads; null for those of all.';
comment on column warehouse.portal_access.handle is 'The part of the token by which it is found; it is not secret.';
comment on column warehouse.portal_access.digest is
    'SHA-256, in hexadecimal, of the hexadecimal SHA-256 of the token: neither can be found from it.';
comment on column warehouse.portal_access.expires_on is 'The last day on which it is valid, in UTC; null where it does not expire.';
comment on column warehouse.portal_access.granted_by is 'Account and machine that granted it, as the program says itself.';
comment on column warehouse.portal_access.granted_at is 'When it was granted.';
comment on column warehouse.portal_access.revoked_by is 'Account and machine that revoked it; null where nobody did.';
comment on column warehouse.portal_access.revoked_at is 'When it was revoked; null where it was not.';

create table warehouse.portal_request (
    number bigint primary key generated always as identity,
    at timestamptz not null,
    access integer references warehouse.portal_access,
    address text not null check (address <> ''),
    method text not null check (method <> ''),
    path text not null check (path <> ''),
    status integer not null check (status between 100 and 599),
    bytes bigint not null check (bytes >= 0)
);
comment on table warehouse.portal_request is
    'What was asked of the portal, by whom and when, without tokens. Only ever added to.';
comment on column warehouse.portal_request.number is 'Counts the requests, with gaps.';
comment on column warehouse.portal_request.at is 'When it was answered.';
comment on column warehouse.portal_request.access is 'Whose token it came with; null where with none that is valid.';
comment on column warehouse.portal_request.address is 'The address that it came from.';
comment on column warehouse.portal_request.method is 'The method: GET, HEAD or POST, or what else was tried.';
comment on column warehouse.portal_request.path is 'The path that was asked for, at most 500 characters of it, without what follows a question mark.';
comment on column warehouse.portal_request.status is 'The status of the answer.';
comment on column warehouse.portal_request.bytes is 'How many bytes its body has.';

create function warehouse.refuse_portal_change() returns trigger language plpgsql as $$
begin
    raise exception '% is only ever added to', tg_argv[0] using errcode = 'insufficient_privilege';
end $$;
comment on function warehouse.refuse_portal_change() is
    'Refuses whatever would change or delete a row of the portal''s log, or delete one of those who may read.';

create trigger keep_portal_requests before update or delete or truncate on warehouse.portal_request
    for each statement execute function warehouse.refuse_portal_change('the log of the portal');
create trigger keep_portal_access before delete or truncate on warehouse.portal_access
    for each statement execute function warehouse.refuse_portal_change('the list of those who may read');
alter table warehouse.portal_request enable always trigger keep_portal_requests;
alter table warehouse.portal_access enable always trigger keep_portal_access;

-- What a token may read is looked up in each transaction again, by the key that the transaction set for itself.
create function warehouse.portal_reader(out number integer, out is_national boolean, out partnerships text[]) returns setof record
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select access.number, access.partnerships is null, access.partnerships
    from warehouse.portal_access access
    where access.handle = split_part(current_setting('laa.portal_key', true), ':', 1)
        and access.digest = encode(
            sha256(convert_to(split_part(current_setting('laa.portal_key', true), ':', 2), 'UTF8')), 'hex')
        and access.revoked_at is null
        and (access.expires_on is null or access.expires_on >= (now() at time zone 'UTC')::date);
end;
comment on function warehouse.portal_reader() is
    'Who reads in this transaction, by its setting laa.portal_key (the token''s handle, a colon, and the hexadecimal SHA-256 '
    'of the token); no row where that is of no token, or of one that expired or was revoked.';

create function warehouse.portal_account(
    wanted text, out number integer, out name text, out partnerships text[], out digest text, out expires_on date,
    out is_revoked boolean
) returns setof record
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select access.number, access.name, access.partnerships, access.digest, access.expires_on,
        access.revoked_at is not null
    from warehouse.portal_access access
    where access.handle = wanted;
end;
comment on function warehouse.portal_account(text) is
    'The access with a token''s handle, for the portal to compare the token''s digest with.';

revoke all on warehouse.portal_access, warehouse.portal_request from public;
revoke update, delete, truncate on warehouse.portal_request from current_user;
revoke delete, truncate on warehouse.portal_access from current_user;
revoke execute on function warehouse.portal_reader(), warehouse.portal_account(text) from public;
