-- The models with predictions for people in any of the snapshots $1, loaded with the caseload or made here; only the
-- one named $2, unless null.
select model_id, name, version, horizon_months, fitted_on
from reporting.prediction_model m
where ($2::text is null or name = $2)
    and (
        exists (select from reporting.caseload c where c.snapshot_date = any ($1) and c.model_id = m.model_id)
        or exists (select from reporting.prediction p where p.model_id = m.model_id and p.snapshot_date = any ($1)))
order by model_id
