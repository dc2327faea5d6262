-- What says which areas there are, what they are called and what they lie in, as one text.
select coalesce(md5(string_agg(row, e'\n' order by row)), '') as state
from (
    select concat_ws('|', 'area', area_id, level, name, valid) as row from warehouse.area
    union all
    select concat_ws('|', 'code', area_id, scheme, code, valid) from warehouse.area_code
    union all
    select concat_ws('|', 'parent', area_id, parent_id, valid) from warehouse.area_parent
    union all
    select concat_ws('|', 'successor', area_id, successor_id, took_over) from warehouse.area_succession
) stated
