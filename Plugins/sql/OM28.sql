/*
id: OM28
title: Sentence requirements completed by the end of the order or licence
definition: >-
  Requirements of a sentence that were completed, of all that ended in the period. Requirements of every kind count
  alike.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: requirements (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [requirements]
# Left over: requirements of other kinds, and those never started.
adds-up:
  - observed >= INT16 + INT17 + INT18
  - n >= INT16.n + INT17.n + INT18.n
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - >-
    One person may have several requirements, whose outcomes are related, which makes the interval too narrow and the
    test too ready to find a difference.
*/
with ended as (
    select r.offender_id, r.trust_id, r.authority_id, r.ended_on, r.outcome
    from reporting.requirement r
    where r.ended_on between :period_start and :period_end
)
select
    e.trust_id,
    e.authority_id,
    reporting.person_group(:breakdown, p, e.ended_on) as breakdown,
    -- Numerator: completed.
    count(*) filter (where e.outcome = 'completed') as observed,
    -- Denominator: ended, completed or not.
    count(*) as n,
    0 as not_recorded
from ended e
left join reporting.offender p using (offender_id)
group by 1, 2, 3
