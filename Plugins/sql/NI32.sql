/*
id: NI32
title: Domestic violence cases at MARAC that are repeats
definition: >-
  Of the cases of domestic violence reviewed at multi-agency risk assessment conferences in the quarter, the share that
  had been reviewed before.
family: proportion-target
unit: "%"
polarity: lower
decimals: 0
frequency: quarterly
levels: [national, region, trust, local-authority]
source-system: records of multi-agency risk assessment conferences
supplier: the conferences, through the police (background knowledge)
counts: whole-quarter
extracts: [area-counts]
version: "2009-02"
caveats:
  - >-
    Lower is good only if cases are referred: too low a share can mean that repeat cases are not brought to the
    conference.
  - That a case counts as a repeat within 12 months of its last review is background knowledge.
  - >-
    A conference reviews few cases in a quarter, and a small area has few: look at the interval before comparing areas.
  - @counts-not-supplied
*/
with reviewed as (
    select c.area_id, c.number, c.out_of
    from reporting.area_count c
    where c.measure = 'MARAC cases'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
)
select
    t.parent_id as trust_id,
    c.area_id as authority_id,
    null as breakdown,
    -- Numerator: repeats.
    sum(c.number)::bigint as observed,
    -- Denominator: every case reviewed.
    sum(c.out_of)::bigint as n,
    0 as not_recorded
from reviewed c
join reporting.area_parent t on t.area_id = c.area_id and t.parent_level = 'trust' and t.valid @> :period_end
group by 1, 2
