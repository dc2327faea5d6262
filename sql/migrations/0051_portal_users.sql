-- Users whom the portal's proxy signs in have no token. What they are known by is made of their name and a key that only the
-- portal has, so that it is the same each time it is granted: a handle can stand in several rows, in one that was not revoked.
alter table warehouse.portal_access drop constraint portal_access_handle_key;
create unique index portal_access_handle on warehouse.portal_access (handle) where revoked_at is null;
alter table warehouse.portal_access add column proxy_user text check (proxy_user <> '');
comment on column warehouse.portal_access.proxy_user is
    'The user whom the portal''s proxy signs in, as it names them; null of whoever holds a token.';

create or replace function warehouse.portal_account(
    wanted text, out number integer, out name text, out partnerships text[], out digest text, out expires_on date,
    out is_revoked boolean
) returns setof record
language sql stable security definer set search_path = pg_catalog, pg_temp
begin atomic
    select access.number, access.name, access.partnerships, access.digest, access.expires_on,
        access.revoked_at is not null
    from warehouse.portal_access access
    where access.handle = wanted
    order by access.revoked_at is not null, access.number desc
    limit 1;
end;
