-- Whether a commit may still be missing on a server: the coordinator keeps its own record of each until it has seen that it is everywhere.
select exists (select from pg_catalog.pg_dist_transaction) as are_left
