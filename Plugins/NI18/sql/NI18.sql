-- NI 18: one row per offender-snapshot. The outcome is null for people not matched to the Police National Computer, and
-- the prediction is null for people without one. Such rows are left out of the rates, and their number is reported.
with snapshot as (
    select
        day,
        reporting.months_after(day, :reoffending_months) as reoffended_by,
        reporting.months_after(day, :proof_months) as proven_by
    from unnest(:snapshots) as day
),
-- Numerator: at least one offence after the snapshot and within the window, proven in time.
reoffender as (
    select distinct s.day as snapshot_date, o.offender_id
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
),
-- Denominator: the caseload at the four quarter ends.
cohort as (
    select c.snapshot_date, c.offender_id, c.trust_id, c.authority_id, c.predicted, c.model_id, c.pnc_matched, c.tier, c.order_type
    from reporting.caseload c
    where c.snapshot_date = any (:snapshots)
)
select
    c.trust_id,
    c.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, c.snapshot_date)
        when 'ethnicity' then p.ethnicity
        when 'tier' then 'tier ' || c.tier
        when 'order-type' then c.order_type
    end as breakdown,
    c.offender_id,
    case when c.pnc_matched then r.offender_id is not null end as reoffended,
    case when :model is null then c.predicted else m.predicted end as predicted,
    case when :model is null then c.model_id else m.model_id end as model_id
from cohort c
left join reoffender r on r.snapshot_date = c.snapshot_date and r.offender_id = c.offender_id
-- The person matters for a breakdown only, and the prediction made here only where a model is requested: a left join on
-- a table's whole key is not carried out where no column of the table is used.
left join reporting.offender p on p.offender_id = c.offender_id
left join reporting.prediction m
    on m.model_id = coalesce(:model::bigint, 0) and m.snapshot_date = c.snapshot_date and m.offender_id = c.offender_id
