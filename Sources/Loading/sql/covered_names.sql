-- The areas and days of `covered_area`, for people to read.
select coalesce(a.name, 'every area') as area, c.area_id is null as every, c.first_day, c.last_day
from covered_area c
left join warehouse.area a on a.area_id = c.area_id
order by 1, 3
