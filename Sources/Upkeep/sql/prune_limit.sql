-- The last vintage that was loaded before the day $1.
select max(vintage_id) as limit_vintage from warehouse.vintage join warehouse.published_vintage using (vintage_id)
where (loaded_at at time zone 'UTC')::date < $1
