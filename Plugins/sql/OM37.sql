/*
id: OM37
title: Deaths in approved premises, by category
definition: >-
  Deaths of residents in approved premises from the first day of the financial year to the last day of the quarter, by
  category: natural causes, self-inflicted, other.
family: count-target
unit: count
polarity: lower
decimals: 0
frequency: quarterly
levels: [national, region, trust]
by: [category]
source-system: approved premises
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: year-to-date
extracts: [area-counts]
version: "2010-11"
caveats:
  - Break it down by category to see the causes.
  - @framework-rules-unknown
  - There are few deaths; a change from one year to the next says almost nothing.
  - The category is the one reported at the time; an inquest may find otherwise.
*/
-- A trust that lacks one of the quarters has no count, rather than one that is too low.
with whole as (
    select c.area_id
    from reporting.area_count c
    where c.measure = 'deaths in approved premises'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
    group by c.area_id
    having count(distinct c.counted_from)
        = (select count(*) from generate_series(:period_start, :period_end, interval '3 months'))
)
select
    c.area_id as trust_id,
    null::smallint as authority_id,
    case :breakdown when 'category' then c.category end as breakdown,
    sum(c.number)::bigint as observed
from reporting.area_count c
join whole w on w.area_id = c.area_id
where c.measure = 'deaths in approved premises'
    and c.counted_from >= :period_start and c.counted_through <= :period_end
group by 1, 2, 3
