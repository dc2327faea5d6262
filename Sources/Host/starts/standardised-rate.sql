/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Alcohol-related hospital admissions, standardised rate per 100,000
definition: >-
  Say here which events are counted, and to which population's ages the rate is standardised.
family: standardised-rate
unit: per 100,000
polarity: lower
decimals: 0
frequency: annual
levels: [national, region, trust, local-authority]
by: [sex]
source-system: the system that the rows come from
supplier: who supplies the published figure
counts: financial-year
extracts: [area-counts]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per authority, sex and age band: events, residents, and the standard population's weight.
-- Numerator: admissions of the year, by sex and age; those that are not told by sex and age cannot be standardised.
with admitted as (
    select c.area_id, c.sex, c.age_band, sum(c.number) as admissions
    from reporting.area_count c
    where c.measure = 'alcohol-related admissions' and c.sex <> 'all' and c.age_band <> 'all'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
    group by c.area_id, c.sex, c.age_band
),
-- Denominator: residents at the middle of the year, by sex and age.
resident as (
    select c.area_id, c.sex, c.age_band, sum(c.number)::bigint as people
    from reporting.area_count c
    where c.measure = 'resident population' and c.counted_from between :period_start and :period_end
    group by c.area_id, c.sex, c.age_band
),
-- Weights: each sex has the age distribution of the European Standard Population.
band as (
    select sex, s.age_band, s.people
    from reporting.standard_population s
    cross join unnest(array['female', 'male']) as sex
)
-- An area without data on admissions has no figure, rather than a figure of 0. One that lacks the residents of a band
-- has a row for it all the same, so that the band's admissions do not vanish: it then has no figure, and says why.
select
    t.parent_id as trust_id,
    t.area_id as authority_id,
    case :breakdown when 'sex' then b.sex end as breakdown,
    b.sex || ', ' || b.age_band as age_band,
    -- From here on, fractions are rounded to whole admissions.
    round(coalesce(a.admissions, 0))::bigint as events,
    r.people as population,
    b.people as standard_population
from reporting.area_parent t
cross join band b
left join resident r on r.area_id = t.area_id and r.sex = b.sex and r.age_band = b.age_band
left join admitted a on a.area_id = t.area_id and a.sex = b.sex and a.age_band = b.age_band
where t.parent_level = 'trust' and t.valid @> :period_end and t.area_id in (select area_id from admitted)
