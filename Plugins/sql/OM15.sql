/*
id: OM15
title: Parole reports delivered on time for parole-eligible cases
definition: >-
  Parole reports delivered by the day they were due, of all on parole-eligible cases that were due in the period. A
  report delivered later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: parole reports
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [parole-reports]
version: "2010-11"
caveats: [@framework-rules-unknown, @trusts-count-themselves, @authority-of-home-address, @few-cases-in-a-quarter]
*/
with due as (
    select r.offender_id, r.trust_id, r.authority_id, r.due_on, r.delivered_on
    from reporting.parole_report r
    where r.kind = 'parole' and r.due_on between :period_start and :period_end
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.due_on) as breakdown,
    -- Numerator: delivered by the day it was due.
    count(*) filter (where d.delivered_on <= d.due_on) as observed,
    -- Denominator: all that were due, delivered or not.
    count(*) as n,
    0 as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
