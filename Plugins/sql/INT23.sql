/*
id: INT23
title: Programmes delivered per quarter per programme-team FTE
definition: >-
  Accredited programmes completed by people in the period, per full-time equivalent of the programme teams. Where the
  period is several quarters, their staff are added, so that the figure is for an average quarter.
family: mean
unit: per FTE
polarity: higher
decimals: 2
frequency: quarterly
levels: [national, region, trust]
source-system: accredited programmes (IAPS) and staff records
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [programmes, area-counts]
adds-up: observed = INT13 + INT14 + INT15 in whole quarters
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - One person who completed a programme counts as one programme delivered; which people attended together is not known.
  - A trust without a count of its programme staff has no figure.
  - A ratio of two totals has no interval and no test.
*/
-- Staff and programmes may be recorded under a probation area and under the trust that took it over.
with place as (
    select a.area_id, coalesce(s.successor_id, a.area_id) as trust_id
    from reporting.area a
    left join reporting.area_succession s on s.area_id = a.area_id and s.took_over <= :period_end
),
team as (
    select p.trust_id, c.counted_from, c.counted_through, sum(c.number) as staff
    from reporting.area_count c
    join place p using (area_id)
    where c.measure = 'programme staff'
        and c.counted_from >= :period_start and c.counted_through <= :period_end
    group by 1, 2, 3
),
completed as (
    select p.trust_id, g.ended_on
    from reporting.programme g
    join place p on p.area_id = g.trust_id
    where g.ended_on between :period_start and :period_end and g.outcome = 'completed'
)
select
    t.trust_id,
    null::smallint as authority_id,
    null as breakdown,
    -- Numerator: programmes completed in the quarters whose staff are known.
    sum(c.programmes)::double precision as total,
    -- Denominator: full-time equivalents in these quarters.
    sum(t.staff) as n,
    null::double precision as sum_of_squares
from team t
cross join lateral (
    select count(*) as programmes
    from completed c
    where c.trust_id = t.trust_id and c.ended_on between t.counted_from and t.counted_through
) c
group by 1
-- A trust that lacks one of the whole quarters has no figure, rather than that of the others.
having count(distinct t.counted_from) = (
    select count(*)
    from generate_series(
        date_trunc('quarter', :period_start::timestamp), :period_end::timestamp, interval '3 months') as q (quarter)
    where q.quarter >= :period_start and q.quarter + interval '3 months' - interval '1 day' <= :period_end)
