-- The servers that hold rows of distributed tables, and whether the coordinator is one of those that are known.
select
    count(*) filter (where isactive and shouldhaveshards) as workers,
    coalesce(bool_or(groupid = 0), false) as knows_coordinator
from pg_catalog.pg_dist_node
where noderole = 'primary'
