-- Every word that an extract may name an area by, a code or its name, with the days on which it is the area's (none where
-- `holds` is false), and those on which the area is one at all. A code comes with its scheme, codes used today first.
select
    area_id, level, name, scheme, word, not isempty(days) as holds,
    lower(days) as first_day, upper(days) - 1 as last_day,
    lower(valid) as area_first_day, upper(valid) - 1 as area_last_day
from (
    select a.area_id, a.level, a.name, c.scheme, c.code as word, a.valid * c.valid as days, a.valid
    from warehouse.area a
    join warehouse.area_code c using (area_id)
    union
    select area_id, level, name, null, name, valid, valid
    from warehouse.area
) named
order by area_id, scheme = 'ons-legacy', scheme, days, word
