select model_id, name || ' ' || version as label, horizon_months from warehouse.prediction_model order by model_id
