-- Frees the room that the table $1 took on the coordinator before it was distributed. Those that tables of the coordinator
-- reference are small, and cannot be emptied.
select truncate_local_data_after_distributing_table(t.relation)::text
from (select ('warehouse.' || $1)::regclass as relation) t
where not exists (
    select
    from pg_constraint k
    where k.contype = 'f' and k.confrelid = t.relation
        and k.conrelid not in (select logicalrelid from pg_dist_partition))
