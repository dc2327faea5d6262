-- Which of the warehouse's tables lie on other servers than this, and how; asked only where Citus is there.
select c.relname::text as name, p.partmethod::text as method
from pg_dist_partition p
join pg_class c on c.oid = p.logicalrelid
where c.relnamespace = 'warehouse'::regnamespace
