-- The server, as it is.
select
    split_part(current_setting('server_version'), ' ', 1) as version,
    current_setting('server_version_num')::integer as number,
    pg_is_in_recovery() or current_setting('default_transaction_read_only') = 'on' as is_read_only,
    extract(epoch from clock_timestamp())::double precision as clock,
    pg_database_size(current_database())::bigint as bytes,
    coalesce(current_setting('data_checksums', true), 'off') = 'on' as has_checksums,
    exists (select from pg_roles where rolname = 'laa_module') as has_role,
    (select rolsuper from pg_roles where rolname = current_user) as is_superuser,
    exists (select from pg_available_extensions where name = 'amcheck') as has_amcheck,
    current_setting('data_directory', true) as data_directory
