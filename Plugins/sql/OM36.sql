/*
id: OM36
title: MAPPA offenders at each level
definition: >-
  Offenders under multi-agency public protection arrangements (MAPPA) on the last day of the quarter, at each of its
  three levels: ordinary agency management (1), active multi-agency management (2 and 3).
family: count-target
unit: count
polarity: none
decimals: 0
frequency: quarterly
levels: [national, region, trust]
by: [category]
source-system: MAPPA records
supplier: MAPPA areas (background knowledge)
extracts: [area-counts]
version: "2010-11"
caveats:
  - Break it down by category to see the levels.
  - @framework-rules-unknown
  - >-
    A count of people at one moment, not of new cases: it cannot be added up over quarters.
  - Neither more nor fewer is good in itself; there is no verdict.
  - Offenders are counted by the MAPPA area, and not all of them are on probation.
*/
select
    c.area_id as trust_id,
    null::smallint as authority_id,
    case :breakdown when 'category' then c.category end as breakdown,
    -- At the quarter's end.
    sum(c.number)::bigint as observed
from reporting.area_count c
where c.measure = 'MAPPA offenders'
    and c.counted_through = :period_end
group by 1, 2, 3
