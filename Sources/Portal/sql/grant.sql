-- Grants access to the partnerships $3, or to all where $2, by a token of that handle and digest, or the
-- proxy's user $8; returns its number.
insert into warehouse.portal_access (name, partnerships, handle, digest, expires_on, granted_by, proxy_user)
values ($1, case when $2 then null else $3::text[] end, $4, $5, $6::date, $7, $8)
returning number
