-- Whether the server could have Citus.
select exists (select from pg_catalog.pg_available_extensions where name = 'citus') as is_offered
