-- Publishes the vintages through $1, or all of them where that is null.
insert into warehouse.published_vintage (vintage_id)
select v.vintage_id
from warehouse.vintage v
where ($1::integer is null or v.vintage_id <= $1::integer)
    and not exists (select from warehouse.published_vintage p where p.vintage_id = v.vintage_id)
order by v.vintage_id
on conflict do nothing
