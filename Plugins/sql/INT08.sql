/*
id: INT08
title: Offenders who find work and keep it for four weeks
definition: >-
  How many times somebody under supervision found work and kept it for four weeks, where the four weeks ended between
  the first day of the financial year and the last day of the quarter. A job counts once, however many referrals led to
  it.
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
  - Only people who were referred to education or to help with finding work are known about.
  - A person who finds and keeps two jobs counts twice.
  - An area that made no referral of any kind has no figure, rather than 0.
*/
with job as (
    -- Recent referrals are included, so that an area where nobody has kept work yet has a count of 0.
    select distinct on (r.offender_id, r.employed_on)
        r.offender_id, r.trust_id, r.authority_id, r.referred_on, r.sustained_on
    from reporting.employment_referral r
    where r.sustained_on between :period_start and :period_end
        or r.referred_on between :period_start and :period_end
    order by r.offender_id, r.employed_on, r.sustained_on, r.referred_on
)
select
    j.trust_id,
    j.authority_id,
    reporting.person_group(:breakdown, p, j.referred_on) as breakdown,
    -- Kept for four weeks.
    count(*) filter (where j.sustained_on between :period_start and :period_end) as observed
from job j
left join reporting.offender p using (offender_id)
group by 1, 2, 3
