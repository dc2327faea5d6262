/*
id: INT24
title: Community Payback hours worked in agency placements
definition: >-
  Hours of Community Payback worked in placements with an agency, of all hours worked in the period, including those in
  supervised groups.
family: proportion-target
unit: "%"
polarity: none
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
source-system: Community Payback sessions (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [work-sessions]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - Neither a larger nor a smaller share is good in itself; there is no verdict.
  - Hours are amounts, not independent events; do not read the interval as if they were events.
  - @authority-of-work
*/
with session as (
    select w.trust_id, w.authority_id, w.placement, w.hours
    from reporting.work_session w
    where w.held_on between :period_start and :period_end
)
select
    s.trust_id,
    s.authority_id,
    null as breakdown,
    -- Numerator: hours worked with an agency, to the nearest whole hour.
    coalesce(round(sum(s.hours) filter (where s.placement = 'agency')), 0)::bigint as observed,
    -- Denominator: all hours worked.
    round(sum(s.hours))::bigint as n,
    0 as not_recorded
from session s
group by 1, 2
