-- Makes `covered_area` hold the areas $1, which the loader named, and those that they took over from, for all days of the
-- extract.
with emptied as (
    delete from covered_area
)
insert into covered_area (area_id, first_day, last_day)
select area_id, first_day, last_day
from covered
cross join (
    select unnest($1::bigint[])::smallint as area_id
    union
    select area_id from warehouse.area_succession where successor_id = any ($1::bigint[])
) named
where first_day is not null
