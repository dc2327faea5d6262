-- The last published vintage loaded by the end of the day $1, in UTC.
select max(vintage_id) as vintage
from warehouse.vintage
join warehouse.published_vintage using (vintage_id)
where loaded_at < $1::date + 1
