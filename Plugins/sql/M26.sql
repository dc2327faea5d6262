/*
id: M26
title: Staff training needs delivered on time
definition: Of the training needs identified in staff appraisals for the year, the share that were met on time.
family: proportion-target
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [national, region, trust]
source-system: the trust's training records
supplier: the trust
counts: financial-year
extracts: [area-counts]
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - @last-full-year-stands
  - The needs of one person are not independent of each other, which makes the interval too narrow.
  - The trust itself decided what counts as on time.
*/
with identified as (
    select c.area_id, c.number, c.out_of
    from reporting.area_count c
    where c.measure = 'training needs'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
)
select
    c.area_id as trust_id,
    null::bigint as authority_id,
    null as breakdown,
    -- Numerator: met on time.
    sum(c.number)::bigint as observed,
    -- Denominator: every need identified.
    sum(c.out_of)::bigint as n,
    0 as not_recorded
from identified c
group by 1, 2
