/*
id: OM38
title: Oral and fast reports as a share of court reports
definition: >-
  Oral and fast pre-sentence reports, of all pre-sentence reports delivered in the period, to magistrates and Crown
  Courts.
family: proportion-target
unit: "%"
polarity: none
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: court reports (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [court-reports]
adds-up:
  - observed = M5 + M5a
  - n = M5.n
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - Neither a larger nor a smaller share is good in itself; there is no verdict.
  - @several-reports-on-one-person
*/
with delivered as (
    select r.offender_id, r.trust_id, r.authority_id, r.delivered_on, r.kind
    from reporting.court_report r
    where r.delivered_on between :period_start and :period_end
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.delivered_on) as breakdown,
    -- Numerator: oral or fast.
    count(*) filter (where d.kind in ('oral', 'fast')) as observed,
    -- Denominator: reports of every kind.
    count(*) as n,
    0 as not_recorded
from delivered d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
