insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on)
select
    coalesce(max(model_id), 0) + 1, 'synthetic 3-month model', '1', 3,
    'nothing: synthetic, and not the model of the official statistics'
from warehouse.prediction_model
returning model_id
