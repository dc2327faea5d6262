-- The parts that the warehouse's tables have on other servers, with the tables' names; asked only where Citus is there.
select c.relname || '_' || s.shardid as part, c.relname::text as name
from pg_dist_shard s
join pg_class c on c.oid = s.logicalrelid
where c.relnamespace = 'warehouse'::regnamespace
