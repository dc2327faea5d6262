-- Makes `covered_area` hold the areas $1, which the loader named, and those that they took over from: for all days of the
-- extract or, of a list taken on single days whose days the loader did not state ($2), for those on which each has rows.
with named as (
    select unnest($1::bigint[])::smallint as area_id
    union
    select area_id from reporting.area_succession where successor_id = any ($1::bigint[])
),
emptied as (
    delete from covered_area
)
insert into covered_area (area_id, first_day, last_day)
select n.area_id, d.first_day, d.last_day
from named n
cross join covered d
where d.first_day is not null and ($2::text = 'true' or not laa.bound_text('is_of_days')::boolean)
union
select h.area_id, h.day, h.day
from named n
join held h on h.area_id = n.area_id
where $2::text <> 'true' and laa.bound_text('is_of_days')::boolean
