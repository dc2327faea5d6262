/*
id: M6
title: Fast reports delivered within 5 working days
definition: >-
  Of the fast pre-sentence reports delivered in the period, the share delivered within five working days of the
  court's request.
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
adds-up: n = M5
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - @scorecard-is-monthly
  - >-
    Weekends and the bank holidays of England and Wales are not working days. That the clock starts with the request is
    an assumption.
  - >-
    Reports count when they are delivered: one that is never delivered is not counted as late.
*/
with delivered as (
    select r.offender_id, r.trust_id, r.authority_id, r.kind, r.requested_on, r.delivered_on
    from reporting.court_report r
    where r.delivered_on between :period_start and :period_end and r.kind = 'fast'
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.delivered_on) as breakdown,
    -- Numerator: within five working days of the request.
    count(*) filter (where reporting.working_days(d.requested_on, d.delivered_on) <= 5) as observed,
    -- Denominator: every fast report delivered.
    count(*) as n,
    0 as not_recorded
from delivered d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
