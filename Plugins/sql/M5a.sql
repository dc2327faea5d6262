/*
id: M5a
title: Reports delivered orally
definition: Of the pre-sentence reports delivered in the period, written or oral, the share that were oral.
family: proportion-target
unit: "%"
polarity: higher
decimals: 0
frequency: monthly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: court reports in the case management system (Delius)
supplier: the trust
extracts: [court-reports]
adds-up: n = M5.n
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - @scorecard-is-monthly
  - >-
    Which kind of report is right depends on the cases before the courts: a share says nothing about quality.
  - Reports count when they are delivered; those never delivered do not count.
*/
with delivered as (
    select r.offender_id, r.trust_id, r.authority_id, r.kind, r.requested_on, r.delivered_on
    from reporting.court_report r
    where r.delivered_on between :period_start and :period_end
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.delivered_on) as breakdown,
    -- Numerator: oral reports.
    count(*) filter (where d.kind = 'oral') as observed,
    -- Denominator: every report delivered, including written ones.
    count(*) as n,
    0 as not_recorded
from delivered d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
