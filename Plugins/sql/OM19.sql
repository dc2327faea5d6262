/*
id: OM19
title: Referrals to education in the community
definition: >-
  Referrals to education or training in the community from the first day of the financial year to the last day of the
  quarter.
family: count-target
unit: count
polarity: higher
decimals: 0
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: referrals to education, training and employment
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: year-to-date
extracts: [employment-referrals]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @count-without-denominator
  - A person referred twice counts twice.
  - An area that made no referral of any kind has no figure, rather than 0.
*/
with referred as (
    select r.offender_id, r.trust_id, r.authority_id, r.referred_on, r.kind
    from reporting.employment_referral r
    where r.referred_on between :period_start and :period_end
)
select
    r.trust_id,
    r.authority_id,
    reporting.person_group(:breakdown, p, r.referred_on) as breakdown,
    -- To education; an area with only other referrals has a count of 0.
    count(*) filter (where r.kind = 'education') as observed
from referred r
left join reporting.offender p using (offender_id)
group by 1, 2, 3
