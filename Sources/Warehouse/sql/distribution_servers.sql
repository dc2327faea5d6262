-- The servers of a distributed database, the coordinator first.
select nodename::text as host, nodeport as port, groupid = 0 as is_coordinator
from pg_catalog.pg_dist_node
where noderole = 'primary' and isactive
order by groupid
