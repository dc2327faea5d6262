-- The server and the database behind this session.
select
    current_setting('server_version') as server_version,
    current_database()::text as database,
    pg_size_pretty(pg_database_size(current_database())) as size
