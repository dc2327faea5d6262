-- Makes `covered_area` hold its areas for all days of the extract.
with emptied as (
    delete from covered_area returning area_id
)
insert into covered_area (area_id, first_day, last_day)
select distinct e.area_id, d.first_day, d.last_day
from emptied e
cross join covered d
