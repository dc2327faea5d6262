-- Makes the server at the host $1 and its port $2 a worker of this database.
select citus_add_node($1, $2::integer)::text
