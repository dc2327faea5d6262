/*
id: INT25
title: Average size of supervised Community Payback groups
definition: >-
  The average number of people who worked in a supervised Community Payback group, over the sessions held in the period.
  A session to which nobody came counts as 0; one that was stood down entirely was not held. Placements with an agency
  are left out.
family: mean
unit: people
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
  - Neither large nor small groups are good in themselves; there is no verdict.
  - @authority-of-work
*/
with session as (
    select w.trust_id, w.authority_id, w.attended
    from reporting.work_session w
    where w.held_on between :period_start and :period_end
        and w.placement = 'group'
        -- Left out: stood down entirely.
        and w.stood_down < w.instructed
)
select
    s.trust_id,
    s.authority_id,
    null as breakdown,
    -- Numerator: people who worked.
    sum(s.attended)::double precision as total,
    -- Denominator: sessions.
    count(*)::double precision as n,
    sum(s.attended ^ 2) as sum_of_squares
from session s
group by 1, 2
