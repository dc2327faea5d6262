/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Drug users in effective treatment, change on 2007-08
definition: >-
  Say here what is counted in which year, and against the count of which.
family: count-change
unit: "% change"
polarity: higher
decimals: 1
frequency: annual
levels: [national, region, trust, local-authority]
source-system: the system that the rows come from
supplier: who supplies the published figure
counts: financial-year
extracts: [area-counts]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per authority: the year's count, and that of the baseline.
with treated as (
    select
        c.area_id,
        -- Drug users in effective treatment in the year.
        sum(c.number) filter (where c.counted_from = :period_start)::bigint as observed,
        -- The baseline: those of 2007-08.
        sum(c.number) filter (where c.counted_from = date '2007-04-01')::bigint as baseline
    from reporting.area_count c
    where c.measure = 'drug users in effective treatment'
        and c.counted_from in (:period_start, date '2007-04-01')
    group by c.area_id
)
select t.parent_id as trust_id, c.area_id as authority_id, null as breakdown, c.observed, c.baseline
from treated c
join reporting.area_parent t on t.area_id = c.area_id and t.parent_level = 'trust' and t.valid @> :period_end
-- An area that lacks one of the counts has no change.
where c.observed is not null and c.baseline is not null
