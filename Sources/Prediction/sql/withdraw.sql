-- Deletes a model's earlier predictions, which a new run replaces, and what is known of their uncertainty.
with known as (
    delete from warehouse.prediction_uncertainty where model_id = $1
)
delete from warehouse.prediction where model_id = $1
