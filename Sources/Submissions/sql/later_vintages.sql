-- The extracts after vintage $1, through vintage $2: the late data.
select string_agg(vintage_id || ' (' || kind || ')', ', ' order by vintage_id) as extracts
from warehouse.vintage
where vintage_id > $1::integer and vintage_id <= $2::integer
