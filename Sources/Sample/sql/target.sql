-- Inserts a target or baseline for the area that has the name $2 at the level $3 on the first day to which it applies,
-- $7; $12 is the upper end of a range, or NaN.
insert into warehouse.indicator_target (
    indicator, area_id, kind, measure, value, upper, applies, designated, source, vintage_id
)
select $1, area_id, $4, $5, $6, nullif($12, 'NaN'), daterange($7::date, $8::date), $9, $10, $11
from warehouse.area
where name = $2 and level = $3 and valid @> $7::date
