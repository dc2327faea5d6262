/*
id: INT19
title: Starts in education
definition: >-
  Courses of education or training started from the first day of the financial year to the last day of the quarter by
  people under supervision.
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
  - A person who starts two courses counts twice.
  - An area with no start of any kind has no figure, rather than 0.
*/
with started as (
    select r.offender_id, r.trust_id, r.authority_id, r.started_on, r.kind
    from reporting.employment_referral r
    where r.started_on between :period_start and :period_end
)
select
    s.trust_id,
    s.authority_id,
    reporting.person_group(:breakdown, p, s.started_on) as breakdown,
    -- In education; an area with only other starts has a count of 0.
    count(*) filter (where s.kind = 'education') as observed
from started s
left join reporting.offender p using (offender_id)
group by 1, 2, 3
