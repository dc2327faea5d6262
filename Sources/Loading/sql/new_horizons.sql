-- The models $1 have the horizons $2, stated in vintage $3.
update warehouse.prediction_model m
set horizon_months = stated.horizon, horizon_since = coalesce(m.horizon_since, $3)
from unnest($1::bigint[], $2::bigint[]) as stated (model_id, horizon)
where m.model_id = stated.model_id and m.horizon_months is null
