-- Tells this database where it is reached by the workers: at the host $1 and its port $2.
select citus_set_coordinator_host($1, $2::integer)::text
