/*
id: NI40
title: Drug users in effective treatment, change on 2007/08
definition: >-
  The percentage change since 2007-08 in the number of users of crack or opiates who are in effective treatment in the
  year: for 12 weeks or longer, or until they leave it sooner as planned.
family: count-change
unit: "% change"
polarity: higher
decimals: 1
frequency: annual
levels: [national, region, trust, local-authority]
source-system: National Drug Treatment Monitoring System
supplier: National Treatment Agency (background knowledge)
counts: financial-year
extracts: [area-counts]
version: "2009-02"
caveats:
  - >-
    The change in a count, not in a share: it says nothing about how many drug users there are.
  - >-
    People stay in treatment from year to year, so the two counts partly include the same people: the test treats them
    as independent, which makes it cautious.
  - A person is counted by the latest episode; episodes no more than 21 days apart are one episode.
  - Authorities formed after 2007-08 have no baseline, and so no figure.
  - @latest-full-year
*/
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
