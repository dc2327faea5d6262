-- Deletes a model's earlier predictions, which a new run replaces.
delete from warehouse.prediction where model_id = $1
