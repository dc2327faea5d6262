/*
id: INT20
title: Education referrals that end in an award
definition: >-
  Referrals to education or training that led to an award within 26 weeks, of all such referrals whose 26 weeks
  ended in the period.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: referrals to education, training and employment
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 182
extracts: [employment-referrals]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - >-
    The 26 weeks are an assumption: a fixed time is needed to give every referral the same chance. Awards after longer
    courses are missed, in every area alike.
  - A person referred twice counts twice.
*/
with referred as (
    select r.offender_id, r.trust_id, r.authority_id, r.referred_on + 182 as half_a_year_on, r.award_on
    from reporting.employment_referral r
    where r.kind = 'education' and r.referred_on between :period_start - 182 and :period_end - 182
)
select
    r.trust_id,
    r.authority_id,
    reporting.person_group(:breakdown, p, r.half_a_year_on) as breakdown,
    -- Numerator: with an award within 26 weeks.
    count(*) filter (where r.award_on <= r.half_a_year_on) as observed,
    -- Denominator: every referral to education, started or not.
    count(*) as n,
    0 as not_recorded
from referred r
left join reporting.offender p using (offender_id)
group by 1, 2, 3
