-- The models with predictions for people in any of the snapshots $1, loaded with the caseload or made here; only the
-- one named $2, unless null.
select m.model_id, m.name, m.version, m.horizon_months, m.fitted_on
from reporting.prediction_model m
join (
    select model_id from reporting.caseload where snapshot_date = any ($1) group by model_id
    union
    select model_id from reporting.prediction where snapshot_date = any ($1) group by model_id
) predicted using (model_id)
where $2::text is null or m.name = $2
order by m.model_id
