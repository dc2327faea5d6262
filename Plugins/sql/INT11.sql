/*
id: INT11
title: Community Payback days lost to stand-downs
definition: >-
  Days of Community Payback lost because people were stood down, on the day or beforehand, of all days on which people
  were instructed to work in the period. A day is one person at one session.
family: proportion-target
unit: "%"
polarity: lower
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
  - >-
    People at one session are often stood down together, which makes the interval too narrow and the test too ready to
    find a difference.
  - @authority-of-work
*/
with session as (
    select w.trust_id, w.authority_id, w.instructed, w.stood_down
    from reporting.work_session w
    where w.held_on between :period_start and :period_end
)
select
    s.trust_id,
    s.authority_id,
    null as breakdown,
    -- Numerator: sent home, or told not to come.
    sum(s.stood_down) as observed,
    -- Denominator: instructed to work.
    sum(s.instructed) as n,
    0 as not_recorded
from session s
group by 1, 2
