-- For the session that distributes. Tables that stay on the coordinator may reference those on every server: what they insert is
-- checked there, and referenced_stays keeps the row that they reference. The triggers of stored models raise errors and read nothing.
set citus.enable_local_reference_table_foreign_keys = off;
set citus.enable_unsafe_triggers = on;
set citus.multi_shard_modify_mode = 'sequential';
-- A session on a worker that has made tables refuses to make functions: none is used again.
set citus.max_cached_conns_per_worker = 0;
set client_min_messages = warning;
