/*
id: INT12
title: Drug rehabilitation requirement starts
definition: >-
  Drug rehabilitation requirements started from the first day of the financial year to the last day of the quarter.
family: count-target
unit: count
polarity: higher
decimals: 0
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: requirements (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: year-to-date
extracts: [requirements]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @count-without-denominator
  - @one-person-counts-for-each
  - An area where no requirement of any kind was started has no figure, rather than 0.
*/
with started as (
    select r.offender_id, r.trust_id, r.authority_id, r.started_on, r.kind
    from reporting.requirement r
    where r.started_on between :period_start and :period_end
)
select
    s.trust_id,
    s.authority_id,
    reporting.person_group(:breakdown, p, s.started_on) as breakdown,
    -- Of this kind; an area where only other requirements were started has a count of 0.
    count(*) filter (where s.kind = 'drug rehabilitation') as observed
from started s
left join reporting.offender p using (offender_id)
group by 1, 2, 3
