insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on)
values ($1, $2, $3, 3, 'not stated: supplied with an extract')
