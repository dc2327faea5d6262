insert into warehouse.indicator_target (
    indicator, area_id, kind, measure, value, upper, applies, designated, source, vintage_id
)
select indicator, area_id, kind, measure, value, upper, applies, designated, source, $1
from incoming
where not unchanged
