/*
id: NI16
title: Serious acquisitive crime recorded by police, per 1,000 people
definition: >-
  Domestic burglaries, robberies, and thefts of and from vehicles recorded by the police in a year, per 1,000 residents.
family: rate-population
unit: per 1,000
polarity: lower
decimals: 2
frequency: quarterly, each a rolling year
levels: [national, region, trust, local-authority]
source-system: crime recorded by the police
supplier: police forces, through the Home Office (background knowledge)
counts: rolling-year
extracts: [area-counts]
version: "2009-02"
caveats:
  - That aggravated vehicle taking counts, and that no other theft does, is background knowledge.
  - @recorded-crime
  - @against-the-year-before
  - @overlapping-years
  - @residents-only
  - @counts-not-supplied
*/
with recorded as (
    select c.area_id, c.counted_from, c.number
    from reporting.area_count c
    where c.measure = 'serious acquisitive crime'
        and c.counted_from >= :period_start - interval '1 year' and c.counted_through <= :period_end
),
-- Numerator: offences recorded in the four quarters of the year, all of which must be there.
this_year as (
    select area_id, sum(number)::bigint as offences
    from recorded
    where counted_from >= :period_start
    group by area_id
    having count(*) = 4
),
-- What it is set against: the four quarters before.
year_before as materialized (
    select area_id, sum(number)::bigint as offences
    from recorded
    where counted_from < :period_start
    group by area_id
    having count(*) = 4
),
-- Denominator: residents, as estimated for each 30 June: by the latest estimate by the year's end.
estimate as (
    select c.area_id, c.counted_from as estimated_for, sum(c.number)::bigint as people
    from reporting.area_count c
    where c.measure = 'resident population' and c.counted_from <= :period_end
    group by c.area_id, c.counted_from
),
resident as materialized (
    select distinct on (area_id) area_id, people from estimate order by area_id, estimated_for desc
),
-- And by the latest before the year began.
resident_before as materialized (
    select distinct on (area_id) area_id, people
    from estimate
    where estimated_for < :period_start
    order by area_id, estimated_for desc
)
select
    t.parent_id as trust_id,
    y.area_id as authority_id,
    null as breakdown,
    y.offences as events,
    r.people as population,
    case when rb.people is not null then b.offences end as baseline_events,
    case when b.offences is not null then rb.people end as baseline_population
from this_year y
join reporting.area_parent t on t.area_id = y.area_id and t.parent_level = 'trust' and t.valid @> :period_end
join resident r on r.area_id = y.area_id
left join year_before b on b.area_id = y.area_id
left join resident_before rb on rb.area_id = y.area_id
