/*
id: INT11
title: Community Payback days lost to stand-downs
definition: >-
  Days of Community Payback lost because people were stood down, on the day or before, of all days that people were
  instructed to work in the period. A day is one person at one session.
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
  - The framework's own counting rules are not known; this definition is written from trusts' plans for 2010-11.
  - Trusts record and count this themselves.
  - People of one session are often stood down together; the interval and the test are too narrow by that.
  - Authorities are those that the work was done in, where recorded.
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
