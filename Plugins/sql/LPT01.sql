/*
id: LPT01
title: MAPPA level 2 and 3 meetings attended by the right grade
definition: >-
  Meetings at levels 2 and 3 of the multi-agency public protection arrangements (MAPPA) that somebody of the right grade
  attended for the trust, of all such meetings from the first day of the financial year to the last day of the quarter.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: annual
levels: [national, region, trust]
by: [category]
source-system: MAPPA meetings
supplier: probation trusts
counts: year-to-date
extracts: [area-counts]
version: "2012-13"
caveats:
  - From one trust's table of results for 2012-13, which gives a year's figure; its counting rules are not known.
  - The trust records its own attendance, and decides which grade is right.
  - Break it down by category to see the two levels.
*/
-- A trust that lacks one of the quarters has no share, rather than one of a part of the meetings.
with whole as (
    select c.area_id
    from reporting.area_count c
    where c.measure = 'MAPPA meetings'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
    group by c.area_id
    having count(distinct c.counted_from)
        = (select count(*) from generate_series(:period_start, :period_end, interval '3 months'))
)
select
    c.area_id as trust_id,
    null::smallint as authority_id,
    case :breakdown when 'category' then c.category end as breakdown,
    -- Numerator: attended by the right grade.
    sum(c.number)::bigint as observed,
    -- Denominator: meetings.
    sum(c.out_of)::bigint as n,
    0 as not_recorded
from reporting.area_count c
join whole w on w.area_id = c.area_id
where c.measure = 'MAPPA meetings'
    and c.counted_from >= :period_start and c.counted_through <= :period_end
group by 1, 2, 3
