-- Every word that an extract may name an area by, a code or its name, with the days on which it is valid.
select area_id, level, word, lower(days) as first_day, upper(days) - 1 as last_day
from (
    select a.area_id, a.level, c.code as word, a.valid * c.valid as days
    from warehouse.area a
    join warehouse.area_code c using (area_id)
    union
    select area_id, level, name, valid
    from warehouse.area
) named
where not isempty(days)
order by lower(word), area_id, days
