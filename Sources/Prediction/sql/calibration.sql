-- One row per offender-snapshot with a prediction by the model and a known outcome: re-offending as NI 18 counts it,
-- but over the model's own horizon.
with snapshot as (
    select
        day,
        reporting.months_after(day, :horizon_months) as reoffended_by,
        reporting.months_after(day, :proof_months) as proven_by
    from unnest(:snapshots) as day
),
reoffender as (
    select distinct s.day as snapshot_date, o.offender_id
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
),
-- A model's predictions were loaded with the caseload or made here, never both.
predicted as (
    select snapshot_date, offender_id, predicted
    from reporting.caseload
    where model_id = :model and snapshot_date = any (:snapshots) and pnc_matched
    union all
    select p.snapshot_date, p.offender_id, p.predicted
    from reporting.prediction p
    join reporting.caseload c using (snapshot_date, offender_id)
    where p.model_id = :model and p.snapshot_date = any (:snapshots) and c.pnc_matched
)
select p.offender_id, p.predicted, r.offender_id is not null as reoffended
from predicted p
left join reoffender r using (snapshot_date, offender_id)
