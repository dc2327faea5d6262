-- The extracts after the vintage $1, up to the vintage $2: what late data came as.
select string_agg(vintage_id || ' (' || kind || ')', ', ' order by vintage_id) as extracts
from warehouse.vintage
where vintage_id > $1::integer and vintage_id <= $2::integer
