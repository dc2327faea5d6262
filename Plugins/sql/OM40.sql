/*
id: OM40
title: Pre-sentence reports within the court's timescale
definition: >-
  Pre-sentence reports of every kind delivered by the day the court asked for them, of all that were due in the period.
  A report delivered later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: court reports (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [court-reports]
# Left over: fast reports to magistrates' courts.
adds-up:
  - observed >= OM01
  - n >= OM01.n
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - OM01 is the same without fast reports to magistrates' courts, which OM02 counts in working days.
  - @several-reports-on-one-person
*/
with due as (
    select r.offender_id, r.trust_id, r.authority_id, r.due_on, r.delivered_on
    from reporting.court_report r
    where r.due_on between :period_start and :period_end
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.due_on) as breakdown,
    -- Numerator: delivered by the day that the court set.
    count(*) filter (where d.delivered_on <= d.due_on) as observed,
    -- Denominator: all that were due, delivered or not.
    count(*) as n,
    0 as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
