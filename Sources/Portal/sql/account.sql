-- The access whose token has handle $1.
select number, name, array_to_string(partnerships, E'\x1f') as partnerships, digest, expires_on, is_revoked
from warehouse.portal_account($1)
