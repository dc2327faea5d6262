-- The key of a model by name and version, adding the model if there is none. A definition that differs from the stored
-- one changes nothing, and gives no row.
with added as (
    insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on, definition)
    select coalesce(max(model_id), 0) + 1, $1::text, $2::text, $3, $4::text, $5::text::jsonb
    from warehouse.prediction_model
    having not exists (select from warehouse.prediction_model where name = $1 and version = $2)
    returning model_id
)
select model_id from added
union all
select model_id
from warehouse.prediction_model
where name = $1 and version = $2 and definition = $5::text::jsonb and horizon_months = $3 and fitted_on = $4
