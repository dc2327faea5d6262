/*
id: OM11
title: "OASys final reviews on time: tier 2 (where due) and tier 3"
definition: >-
  Final OASys reviews, made at the end of an order or licence, of people in tiers 2 and 3 completed by the day they were
  due, of all that were due in the period. An assessment completed later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: OASys
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [assessments]
# Left over: PPOs whose tier is not recorded.
adds-up: not-recorded >= OM12.not-recorded
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @assessments-due-by-source
  - Prolific and other priority offenders in tiers 2 and 3 are counted here and in OM13.
  - @no-tier-left-out
*/
with due as (
    select a.offender_id, a.trust_id, a.authority_id, a.due_on, a.completed_on, a.tier
    from reporting.assessment a
    where a.kind = 'final'
        and a.due_on between :period_start and :period_end
        and (a.tier in (2, 3) or a.tier is null)
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.due_on) as breakdown,
    -- Numerator: completed by the day it was due.
    count(*) filter (where d.tier is not null and d.completed_on <= d.due_on) as observed,
    -- Denominator: all that were due, completed or not.
    count(*) filter (where d.tier is not null) as n,
    -- Left out: tier not recorded.
    count(*) filter (where d.tier is null) as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
