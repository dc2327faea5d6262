-- The first and the last of the vintages that are there and not published; nulls where there is none.
select min(v.vintage_id) as first_vintage, max(v.vintage_id) as last_vintage
from warehouse.vintage v
where not exists (select from warehouse.published_vintage p where p.vintage_id = v.vintage_id)
