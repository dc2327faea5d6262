-- Sessions of this database that wait for a lock or hold a transaction open, by how long.
select
    count(*) filter (where wait_event_type = 'Lock') as waiting,
    coalesce(max(extract(epoch from clock_timestamp() - xact_start)) filter (where state like 'idle in transaction%'), 0)::double precision
        as idle_seconds,
    count(*) as sessions
from pg_stat_activity
where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'
