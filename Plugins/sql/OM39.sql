/*
id: OM39
title: "OASys final reviews on time: tiers 2, 3, 4 and PPO"
definition: >-
  Final OASys reviews, made at the end of an order or licence, of people in tiers 2, 3 and 4 and of prolific and other
  priority offenders (PPOs), whatever their tier, completed by the day they were due, of all that were due in the
  period. An assessment completed later, or not at all, counts as late.
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
# Left over: PPOs in neither tier 2 nor 3; people in tiers 2 and 3 who are no PPOs; and PPOs in tiers 2 and 3.
adds-up:
  - observed >= OM11 + OM12
  - n >= OM11.n + OM12.n
  - observed >= OM12 + OM13
  - n >= OM12.n + OM13.n
  - observed <= OM11 + OM12 + OM13
  - n <= OM11.n + OM12.n + OM13.n
  - not-recorded = OM12.not-recorded
version: "2010-11"
caveats:
  - OM11, OM12 and OM13 together, with each review counted once.
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @assessments-due-by-source
  - @no-tier-left-out
*/
with due as (
    select
        a.offender_id, a.trust_id, a.authority_id, a.due_on, a.completed_on, a.tier,
        -- Unknown where no tier is recorded, unless the person is a PPO.
        a.is_ppo or a.tier in (2, 3, 4) as belongs
    from reporting.assessment a
    where a.kind = 'final'
        and a.due_on between :period_start and :period_end
)
select
    d.trust_id,
    d.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || d.tier
        else reporting.person_group(:breakdown, p, d.due_on)
    end as breakdown,
    -- Numerator: completed by the day it was due.
    count(*) filter (where d.belongs and d.completed_on <= d.due_on) as observed,
    -- Denominator: all that were due, completed or not.
    count(*) filter (where d.belongs) as n,
    -- Left out: tier not recorded.
    count(*) filter (where d.belongs is null) as not_recorded
from due d
left join reporting.offender p using (offender_id)
where d.belongs is not false
group by 1, 2, 3
