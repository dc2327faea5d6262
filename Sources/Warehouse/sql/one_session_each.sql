-- For a transaction that writes to several tables of a distributed warehouse: one session with each server sees all that was done
-- there, and a table that is on every server is joined with those of this session. Where there is one server, nothing reads this.
select set_config('citus.multi_shard_modify_mode', 'sequential', true), set_config('citus.enable_local_execution', 'on', true)
