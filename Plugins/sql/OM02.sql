/*
id: OM02
title: Fast pre-sentence reports for magistrates delivered within 10 working days
definition: >-
  Fast pre-sentence reports to magistrates' courts delivered within ten working days of the request, of all whose ten
  working days ended in the period. A report delivered later, or not at all, counts as late.
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
  - @framework-rules-unknown
  - @trusts-count-themselves
  - Working days are Mondays to Fridays, except the bank holidays of England and Wales.
  - A report requested late in a quarter counts in the next one, in which its ten days end.
*/
with due as (
    select r.offender_id, r.trust_id, r.authority_id, r.requested_on, r.delivered_on
    from reporting.court_report r
    where r.kind = 'fast'
        and r.court = 'magistrates'
        and r.requested_on > (select reporting.working_days_before(:period_start - 1, 10))
        and r.requested_on <= (select reporting.working_days_before(:period_end, 10))
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
