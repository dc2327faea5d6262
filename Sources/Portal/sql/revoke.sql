-- Revokes access $1 in the name of $2; returns its number, or nothing where it was revoked before.
update warehouse.portal_access set revoked_at = now(), revoked_by = $2
where number = $1 and revoked_at is null
returning number
