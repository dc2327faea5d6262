-- Records a run of model $1 over $2 rows, $3 of them predicted, with its refusals: their reasons ($4) and counts ($5).
with run as (
    insert into warehouse.prediction_run (model_id, caseload_rows, predicted_rows) values ($1, $2, $3) returning run_id
)
insert into warehouse.prediction_refusal (run_id, reason, refused_rows)
select run.run_id, refusal.reason, refusal.refused_rows
from run
cross join unnest($4::text[], $5::bigint[]) as refusal (reason, refused_rows)
