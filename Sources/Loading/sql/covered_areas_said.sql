-- Makes `covered_area` hold the areas of `said_area`: for all days of the extract or, of a list taken on single days whose days
-- the loader did not state ($1), for those on which each has rows.
with emptied as (
    delete from covered_area
)
insert into covered_area (area_id, first_day, last_day)
select n.area_id, d.first_day, d.last_day
from said_area n
cross join covered d
where d.first_day is not null and ($1::text = 'true' or not laa.bound_text('is_of_days')::boolean)
union
select h.area_id, h.day, h.day
from said_area n
join held h on h.area_id = n.area_id
where $1::text <> 'true' and laa.bound_text('is_of_days')::boolean
