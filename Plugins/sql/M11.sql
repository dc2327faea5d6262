/*
id: M11
title: Safeguarding investigations finding the organisation culpable
definition: >-
  Investigations into the safeguarding of children or adults that ended between the first day of the financial year and
  the last day of the quarter and found the organisation culpable.
family: count-target
unit: count
polarity: lower
decimals: 0
frequency: quarterly
levels: [national, region, trust]
source-system: records of safeguarding investigations
supplier: the trust
counts: year-to-date
extracts: [area-counts]
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - >-
    The target is zero: a single investigation misses it, and no test is made of so few.
  - >-
    Investigations end long after the events they look into: they count in the quarter of the finding.
  - How many investigations there were is not part of the measure.
*/
select
    c.area_id as trust_id,
    null::bigint as authority_id,
    null as breakdown,
    -- Investigations that found so; an area that supplied 0 has a count of 0.
    sum(c.number)::bigint as observed
from reporting.area_count c
where c.measure = 'safeguarding investigations'
    and c.counted_from >= :period_start and c.counted_through <= :period_end
group by 1
-- A trust that lacks one of the quarters has no count, rather than one that is too low.
having count(distinct c.counted_from)
    = (select count(*) from generate_series(:period_start, :period_end, interval '3 months'))
