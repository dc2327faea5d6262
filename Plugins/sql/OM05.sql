/*
id: OM05
title: Breach proceedings started within 10 working days of the failure
definition: >-
  Breach proceedings begun within ten working days of the failure to comply, of all failures that led or will lead to
  proceedings and whose ten working days ended in the period. Proceedings begun later, or not yet begun, count as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: enforcement records (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 31
extracts: [enforcement]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - The failure is the last unacceptable one. Failures that were excused do not count.
  - A failure late in a quarter counts in the next one, in which its ten days end.
*/
with breach as (
    select e.offender_id, e.trust_id, e.authority_id, e.failed_on, e.begun_on
    from reporting.enforcement e
    where e.kind = 'breach'
        and e.failed_on > (select reporting.working_days_before(:period_start - 1, 10))
        and e.failed_on <= (select reporting.working_days_before(:period_end, 10))
)
select
    b.trust_id,
    b.authority_id,
    reporting.person_group(:breakdown, p, b.failed_on) as breakdown,
    -- Numerator: begun within ten working days.
    count(*) filter (where reporting.working_days(b.failed_on, b.begun_on) <= 10) as observed,
    -- Denominator: all whose ten working days are over, begun or not.
    count(*) as n,
    0 as not_recorded
from breach b
left join reporting.offender p using (offender_id)
group by 1, 2, 3
