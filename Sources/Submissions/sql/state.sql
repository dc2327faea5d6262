-- What the warehouse held at the end of day $1, in UTC. Synthetic extracts stand in for those of any day.
with extract as (
    select vintage_id, kind, loaded_at, synthetic or loaded_at < $1::date + 1 as counts
    from warehouse.vintage
    join warehouse.published_vintage using (vintage_id)
)
select
    max(vintage_id) filter (where counts) as last_vintage,
    string_agg(distinct kind, ',') filter (where counts) as kinds,
    min(vintage_id) filter (where not counts) as first_later,
    min(loaded_at::date) filter (where not counts) as first_later_on,
    pg_current_snapshot()::text as snapshot
from extract
