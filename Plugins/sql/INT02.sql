/*
id: INT02
title: Accredited domestic violence programme completions
definition: >-
  Accredited domestic violence programmes completed from the first day of the financial year to the last day of the
  quarter.
family: count-target
unit: count
polarity: higher
decimals: 0
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: accredited programmes (IAPS)
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: year-to-date
extracts: [programmes]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @count-without-denominator
  - @two-programmes-count-twice
  - @no-programme-no-figure
*/
with ended as (
    select g.offender_id, g.trust_id, g.authority_id, g.ended_on, g.kind, g.outcome
    from reporting.programme g
    where g.ended_on between :period_start and :period_end
)
select
    e.trust_id,
    e.authority_id,
    reporting.person_group(:breakdown, p, e.ended_on) as breakdown,
    -- Completed; an area where only other programmes ended has a count of 0.
    count(*) filter (where e.kind = 'domestic violence' and e.outcome = 'completed') as observed
from ended e
left join reporting.offender p using (offender_id)
group by 1, 2, 3
