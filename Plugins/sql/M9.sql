/*
id: M9
title: Community Payback hours ordered
definition: >-
  Hours of unpaid work (Community Payback) in the requirements that the courts made from the first day of the financial
  year to the last day of the quarter.
family: count-target
unit: hours
polarity: band
decimals: 0
frequency: monthly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: requirements in the case management system (Delius)
supplier: the trust
counts: year-to-date
extracts: [requirements]
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - The scorecard gives it every month; here it is reported quarterly, for the financial year to date.
  - >-
    Neither more nor fewer is good: the courts decide, and the plan's number is what the trust expects. The plan does
    not say how far from it is too far.
  - An area where no requirement of any kind was made has no figure, rather than 0.
  - These are hours ordered, not hours worked. A requirement whose hours are not recorded adds none.
*/
with made as (
    select r.offender_id, r.trust_id, r.authority_id, r.made_on, r.kind, r.hours_ordered
    from reporting.requirement r
    where r.made_on between :period_start and :period_end
)
select
    m.trust_id,
    m.authority_id,
    reporting.person_group(:breakdown, p, m.made_on) as breakdown,
    -- Hours of unpaid work; an area where only other requirements were made has a count of 0.
    coalesce(sum(m.hours_ordered) filter (where m.kind = 'unpaid work'), 0) as observed
from made m
left join reporting.offender p using (offender_id)
group by 1, 2, 3
