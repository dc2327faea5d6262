select model_id, name || ' ' || version as label from warehouse.prediction_model
