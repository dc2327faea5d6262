-- A model that an extract names; its horizon is unknown until an extract states it.
insert into warehouse.prediction_model (model_id, name, version, horizon_months, horizon_since, fitted_on)
values ($1, $2, $3, null, null, 'not stated: supplied with an extract')
