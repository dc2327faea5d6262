-- Whether this database has Citus.
select exists (select from pg_catalog.pg_extension where extname = 'citus') as is_there
