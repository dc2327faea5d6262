/*
id: M25
title: Qualification completions that succeed
definition: >-
  Of the courses in the probation qualifications framework that staff completed in the financial year to date, the share
  that led to the qualification.
family: proportion-target
unit: "%"
polarity: higher
decimals: 0
frequency: twice a year
levels: [national, region, trust]
source-system: the trust's training records
supplier: the trust
counts: year-to-date
extracts: [area-counts]
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - The scorecard gives it twice a year; here it is reported every quarter, for the financial year to date.
  - People who left a course before its end are not counted.
  - >-
    A trust has few staff in training: look at the interval before comparing.
*/
with completed as (
    select c.area_id, c.counted_from, c.number, c.out_of
    from reporting.area_count c
    where c.measure = 'qualifications'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
)
select
    c.area_id as trust_id,
    null::bigint as authority_id,
    null as breakdown,
    -- Numerator: the qualification achieved.
    sum(c.number)::bigint as observed,
    -- Denominator: every course completed.
    sum(c.out_of)::bigint as n,
    0 as not_recorded
from completed c
group by 1, 2
-- A trust that lacks one of the quarters has no share, rather than one of a part of the courses.
having count(distinct c.counted_from)
    = (select count(*) from generate_series(:period_start, :period_end, interval '3 months'))
