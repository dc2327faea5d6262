/*
id: OM35
title: "OASys reviews on time: tier 4 and PPO"
definition: >-
  OASys assessments and reviews of people in tier 4 and of prolific and other priority offenders (PPOs), whatever their
  tier, completed by the day they were due, of all that were due in the period. An assessment completed later, or not at
  all, counts as late. Prisoners are left out: OM14 counts them.
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
adds-up:
  - observed = OM09 + OM10
  - n = OM09.n + OM10.n
  - not-recorded = OM09.not-recorded
version: "2010-11"
caveats:
  - OM09 and OM10 together.
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @first-assessments-and-reviews
  - @assessments-due-by-source
  - @no-tier-left-out
*/
with due as (
    select
        a.offender_id, a.trust_id, a.authority_id, a.due_on, a.completed_on, a.tier,
        -- Unknown where no tier is recorded, unless the person is a PPO.
        a.is_ppo or a.tier = 4 as belongs
    from reporting.assessment a
    where a.kind in ('initial', 'review')
        and a.due_on between :period_start and :period_end
        and a.custody_phase is null
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
