-- Everybody's access. The names of partnerships are put together by a character that no name has.
select
    access.number, access.name, access.proxy_user, array_to_string(access.partnerships, E'\x1f') as partnerships, access.expires_on,
    access.granted_by, to_char(access.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as granted_at,
    to_char(access.revoked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as revoked_at,
    to_char(used.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as last_used_at
from warehouse.portal_access access
left join (
    select access, max(at) as at from warehouse.portal_request where access is not null group by access
) as used on used.access = access.number
order by access.number
