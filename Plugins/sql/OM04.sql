/*
id: OM04
title: Licence recall requests that reach the casework section within 24 hours
definition: >-
  Requests to recall a licence that reached the national casework section within 24 hours of the decision, of all
  decisions to recall whose 24 hours ended in the period. A request that arrived later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: enforcement records (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 1
extracts: [enforcement]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - The 24 hours are taken to end on the day after the decision; that day decides the period.
  - @few-cases-in-a-quarter
*/
with recall as (
    select e.offender_id, e.trust_id, e.authority_id, e.failed_on, e.hours_to_casework
    from reporting.enforcement e
    where e.kind = 'recall'
        -- Decided on the day before the 24 hours ended.
        and e.failed_on between :period_start - 1 and :period_end - 1
)
select
    r.trust_id,
    r.authority_id,
    reporting.person_group(:breakdown, p, r.failed_on) as breakdown,
    -- Numerator: received within 24 hours.
    count(*) filter (where r.hours_to_casework <= 24) as observed,
    -- Denominator: all decisions to recall, whether or not the request was received.
    count(*) as n,
    0 as not_recorded
from recall r
left join reporting.offender p using (offender_id)
group by 1, 2, 3
