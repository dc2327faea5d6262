/*
id: OM20
title: Orders and licences completed successfully
definition: >-
  Orders and licences that were completed, of all that ended in the period, completed or revoked. Those that ended
  by death or deportation are left out.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: terminations (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [terminations]
aliases: [M1]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - >-
    That death and deportation are left out is background knowledge: the official exclusions are not known.
  - >-
    One person may be counted more than once: once for each order or licence that ends.
*/
with ended as (
    select t.offender_id, t.trust_id, t.authority_id, t.terminated_on, t.kind, t.reason
    from reporting.termination t
    where t.terminated_on between :period_start and :period_end
        and t.reason not in ('died', 'deported')
)
select
    e.trust_id,
    e.authority_id,
    reporting.person_group(:breakdown, p, e.terminated_on) as breakdown,
    -- Numerator: completed.
    count(*) filter (where e.reason = 'completed') as observed,
    -- Denominator: completed or revoked.
    count(*) as n,
    0 as not_recorded
from ended e
left join reporting.offender p using (offender_id)
group by 1, 2, 3
