-- Records a run of a model ($1) over so many rows ($2), so many of them predicted ($3), with its refusals: names ($4)
-- and numbers ($5).
with run as (
    insert into warehouse.prediction_run (model_id, caseload_rows, predicted_rows) values ($1, $2, $3) returning run_id
)
insert into warehouse.prediction_refusal (run_id, reason, refused_rows)
select run.run_id, refusal.reason, refusal.refused_rows
from run
cross join unnest($4::text[], $5::bigint[]) as refusal (reason, refused_rows)
