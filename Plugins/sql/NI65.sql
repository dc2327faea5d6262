/*
id: NI65
title: Children starting a protection plan who have had one before
definition: >-
  Of the children who became the subject of a child protection plan in the year, the share who had been the subject of
  an earlier plan of the same council, however long ago.
family: proportion-target
unit: "%"
polarity: band
decimals: 1
frequency: annual
levels: [national, region, trust, local-authority]
source-system: children in need returns
supplier: local authorities, to the Department for Children, Schools and Families (background knowledge)
counts: financial-year
extracts: [area-counts]
version: "2009-02"
caveats:
  - >-
    Neither a high share nor zero is good: too high a share means that plans were ended too early; with none, children
    who need a plan again may be missed. In 2006-07 a share of 10% to 15% was called good.
  - An area is judged against the range that was agreed for it; without one there is no verdict.
  - @latest-full-year
  - Small areas start few plans, and brothers and sisters start theirs together, which makes the interval too narrow.
  - @counts-not-supplied
*/
with started as (
    select c.area_id, c.number, c.out_of
    from reporting.area_count c
    where c.measure = 'child protection plans'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
)
select
    t.parent_id as trust_id,
    c.area_id as authority_id,
    null as breakdown,
    -- Numerator: for a second or later time.
    sum(c.number)::bigint as observed,
    -- Denominator: every plan started.
    sum(c.out_of)::bigint as n,
    0 as not_recorded
from started c
join reporting.area_parent t on t.area_id = c.area_id and t.parent_level = 'trust' and t.valid @> :period_end
group by 1, 2
