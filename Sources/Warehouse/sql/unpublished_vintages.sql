-- The first and the last loaded vintage that is not published; null if all are.
select min(v.vintage_id) as first_vintage, max(v.vintage_id) as last_vintage
from warehouse.vintage v
where not exists (select from warehouse.published_vintage p where p.vintage_id = v.vintage_id)
