/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Re-offending of people on the caseload, actual against predicted
definition: >-
  Say here whose outcome is counted, within what time, and against which prediction.
family: proportion-predicted
unit: "% relative difference"
polarity: lower
decimals: 2
frequency: quarterly, each a rolling year
levels: [national, region, trust, local-authority]
by: [sex, age-band, ethnicity, tier, order-type]
source-system: the systems that the rows come from
supplier: who supplies the published figure
# The caseload at four quarter ends, which :snapshots names.
counts: rolling-snapshots
# What 'laa report --set' and a module that is the same as this one may change.
parameters:
  reoffending_months: {default: 3, least: 1, most: 24}
# For how many months after a snapshot the outcome counts. Predictions for another time are not compared with it.
horizon: reoffending_months
# Months from the end of the quarter, a quarter after the last snapshot, until all proofs are in.
complete-after: reoffending_months
extracts: [caseload, re-offences]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - The denominator counts offender-snapshots, not people.
version: "1"
*/
-- One row per offender-snapshot; the outcome is null where it cannot be known, the prediction where there is none.
with reoffender as (
    select distinct day as snapshot_date, o.offender_id
    from unnest(:snapshots) as day
    join reporting.proven_offence o
        on o.offence_date > day and o.offence_date <= reporting.months_after(day, :reoffending_months)
        and o.proven_date <= reporting.months_after(day, :reoffending_months + 3)
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
    c.predicted,
    c.model_id
from reporting.caseload c
left join reoffender r on r.snapshot_date = c.snapshot_date and r.offender_id = c.offender_id
left join reporting.offender p on p.offender_id = c.offender_id
where c.snapshot_date = any (:snapshots)
