/*
id: INT07
title: Alcohol treatment requirement completions
definition: >-
  Alcohol treatment requirements completed from the first day of the financial year to the last day of the quarter.
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
  - @no-requirement-no-figure
*/
with ended as (
    select r.offender_id, r.trust_id, r.authority_id, r.ended_on, r.kind, r.outcome
    from reporting.requirement r
    where r.ended_on between :period_start and :period_end
)
select
    e.trust_id,
    e.authority_id,
    reporting.person_group(:breakdown, p, e.ended_on) as breakdown,
    -- Completed; an area where only other requirements ended has a count of 0.
    count(*) filter (where e.kind = 'alcohol treatment' and e.outcome = 'completed') as observed
from ended e
left join reporting.offender p using (offender_id)
group by 1, 2, 3
