-- The models that were applied in this warehouse.
select model_id, name, version, horizon_months
from reporting.prediction_model m
where exists (select from reporting.prediction_run r where r.model_id = m.model_id)
order by name collate "C", version collate "C"
