/*
id: OM18
title: PPOs on licence for a trigger offence with a drug-testing condition
definition: >-
  Licences with a drug-testing condition, of all licences for a trigger offence given to prolific and other priority
  offenders (PPOs) that began in the period.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: licences (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [commencements]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - A licence is counted in the quarter in which it began, not in every quarter in which it ran.
  - Whether somebody was a PPO is taken from the record on the day the licence began.
  - Few licences are of this kind; look at the interval before the figure.
*/
with licence as (
    select c.offender_id, c.trust_id, c.authority_id, c.commenced_on, c.drug_testing
    from reporting.commencement c
    where c.commenced_on between :period_start and :period_end
        and c.kind = 'licence' and c.is_ppo and c.trigger_offence
)
select
    l.trust_id,
    l.authority_id,
    reporting.person_group(:breakdown, p, l.commenced_on) as breakdown,
    -- Numerator: with a drug-testing condition.
    count(*) filter (where l.drug_testing) as observed,
    -- Denominator: every licence of a PPO for a trigger offence.
    count(*) as n,
    0 as not_recorded
from licence l
left join reporting.offender p using (offender_id)
group by 1, 2, 3
