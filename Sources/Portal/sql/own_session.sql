-- Who the session reads as, and whether that role is held by row-level security.
select current_user::text as role, not (rolsuper or rolbypassrls) as is_held
from pg_catalog.pg_roles
where rolname = current_user
