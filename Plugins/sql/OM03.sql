/*
id: OM03
title: Community order breaches resolved within 25 working days of the failure
definition: >-
  Breaches of orders resolved by the court within 25 working days of the failure to comply, of all breaches whose 25
  working days ended in the period. A breach resolved later, or not yet resolved, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: enforcement records (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 62
extracts: [enforcement]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - Much of this is in the hands of the courts, whose lists the trust does not set.
  - >-
    The failure is the last unacceptable one: the one that led to the proceedings.
  - >-
    Breaches of suspended sentence orders are included: the records do not distinguish them.
  - A failure late in a quarter counts in the next one, in which its 25 days end.
*/
with breach as (
    select e.offender_id, e.trust_id, e.authority_id, e.failed_on, e.resolved_on
    from reporting.enforcement e
    where e.kind = 'breach'
        and e.failed_on > (select reporting.working_days_before(:period_start - 1, 25))
        and e.failed_on <= (select reporting.working_days_before(:period_end, 25))
)
select
    b.trust_id,
    b.authority_id,
    reporting.person_group(:breakdown, p, b.failed_on) as breakdown,
    -- Numerator: resolved within 25 working days.
    count(*) filter (where reporting.working_days(b.failed_on, b.resolved_on) <= 25) as observed,
    -- Denominator: all whose 25 working days are over, resolved or not.
    count(*) as n,
    0 as not_recorded
from breach b
left join reporting.offender p using (offender_id)
group by 1, 2, 3
