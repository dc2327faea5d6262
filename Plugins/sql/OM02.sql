/*
id: OM02
title: Fast pre-sentence reports for magistrates delivered within 10 working days
definition: >-
  Fast pre-sentence reports to magistrates' courts delivered within ten working days of the request, of all whose
  ten working days ended in the period. A report delivered later, or not at all, is not in time.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: court reports (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 31
extracts: [court-reports]
version: "2010-11"
caveats:
  - The framework's own counting rules are not known; this definition is written from trusts' plans for 2010-11.
  - Trusts record and count this themselves.
  - Working days are Mondays to Fridays but for bank holidays of England and Wales.
  - A report asked for late in a quarter belongs to the next one, in which its ten days end.
*/
with due as (
    select r.offender_id, r.trust_id, r.authority_id, r.requested_on, r.delivered_on
    from reporting.court_report r
    where r.kind = 'fast'
        and r.court = 'magistrates'
        and r.requested_on > reporting.working_days_before(:period_start - 1, 10)
        and r.requested_on <= reporting.working_days_before(:period_end, 10)
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.requested_on) as breakdown,
    -- Numerator: delivered within ten working days.
    count(*) filter (where reporting.working_days(d.requested_on, d.delivered_on) <= 10) as observed,
    -- Denominator: all whose ten working days are over, delivered or not.
    count(*) as n,
    0 as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
