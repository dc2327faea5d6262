-- The tables of the warehouse that the parts with the names in $1 are of.
select c.relname || '_' || s.shardid as part, c.relname::text as name
from pg_dist_shard s
join pg_class c on c.oid = s.logicalrelid
where c.relnamespace = 'warehouse'::regnamespace and c.relname || '_' || s.shardid = any ($1)
