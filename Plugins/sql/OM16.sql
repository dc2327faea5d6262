/*
id: OM16
title: Medium to very high risk offenders with a risk management plan on time
definition: >-
  Assessments of medium, high or very high risk of serious harm whose risk management plan was completed by the day it
  was due, of all such assessments whose plan was due in the period. A plan completed later, or not at all, counts as
  late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier]
source-system: OASys
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [assessments]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - Which plans are due, and when, is taken from the source; no rule of the National Standards is applied here.
  - Assessments without a recorded risk of harm are left out; how many there are is shown.
  - A person assessed twice in a quarter counts twice.
*/
with due as (
    select a.offender_id, a.trust_id, a.authority_id, a.tier, a.risk_of_harm, a.plan_due_on, a.plan_completed_on
    from reporting.assessment a
    where a.plan_due_on between :period_start and :period_end
        and a.risk_of_harm is distinct from 'low'
)
select
    d.trust_id,
    d.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || d.tier
        else reporting.person_group(:breakdown, p, d.plan_due_on)
    end as breakdown,
    -- Numerator: a plan by the day it was due.
    count(*) filter (where d.risk_of_harm is not null and d.plan_completed_on <= d.plan_due_on) as observed,
    -- Denominator: all of medium, high or very high risk, with or without a plan.
    count(d.risk_of_harm) as n,
    -- Left out: risk not recorded.
    count(*) filter (where d.risk_of_harm is null) as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
