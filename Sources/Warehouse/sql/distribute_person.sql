-- Divides the table $1 among servers by person: in $2 parts, or, where that is null, beside those of the people.
select create_distributed_table(
    ('warehouse.' || $1)::regclass, 'offender_id', shard_count := $2::integer,
    colocate_with := case when $2::integer is null then 'warehouse.offender' else 'none' end)::text
