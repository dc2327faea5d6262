/*
id: OM14
title: "OASys reviews on time: prisoners in offender management phases 2 and 3"
definition: >-
  OASys assessments and reviews of prisoners in phase 2 or 3 of offender management completed by the day they were due,
  of all that were due in the period. An assessment completed later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: OASys
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [assessments]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @first-assessments-and-reviews
  - @assessments-due-by-source
  - @authority-of-home-address
*/
with due as (
    select a.offender_id, a.trust_id, a.authority_id, a.due_on, a.completed_on
    from reporting.assessment a
    where a.kind in ('initial', 'review')
        and a.due_on between :period_start and :period_end
        and a.custody_phase in (2, 3)
)
select
    d.trust_id,
    d.authority_id,
    reporting.person_group(:breakdown, p, d.due_on) as breakdown,
    -- Numerator: completed by the day it was due.
    count(*) filter (where d.completed_on <= d.due_on) as observed,
    -- Denominator: all that were due, completed or not.
    count(*) as n,
    0 as not_recorded
from due d
left join reporting.offender p using (offender_id)
group by 1, 2, 3
