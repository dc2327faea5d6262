/*
id: INT18
title: Community Payback requirements completed
definition: >-
  Community Payback (unpaid work) requirements completed, of all those started that ended in the period. Those that
  ended before they were started are left out; those still running count when they end.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: requirements (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [requirements]
adds-up: observed = INT05 in a first quarter
version: "2010-11"
caveats: [@framework-rules-unknown, @trusts-count-themselves, @completed-by-source, @few-cases-in-a-quarter]
*/
with ended as (
    select r.offender_id, r.trust_id, r.authority_id, r.ended_on, r.outcome
    from reporting.requirement r
    where r.kind = 'unpaid work'
        and r.ended_on between :period_start and :period_end
        and r.started_on is not null
)
select
    e.trust_id,
    e.authority_id,
    reporting.person_group(:breakdown, p, e.ended_on) as breakdown,
    -- Numerator: completed.
    count(*) filter (where e.outcome = 'completed') as observed,
    -- Denominator: started and ended, completed or not.
    count(*) as n,
    0 as not_recorded
from ended e
left join reporting.offender p using (offender_id)
group by 1, 2, 3
