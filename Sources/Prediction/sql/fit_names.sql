-- The names of all stored models.
select distinct m.name
from warehouse.model_fit f
join warehouse.prediction_model m using (model_id)
order by m.name
