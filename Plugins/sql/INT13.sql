/*
id: INT13
title: Sex offender programmes completed, of those started
definition: >-
  Accredited sex offender programmes that were completed, of all those started that ended in the period, completed or
  not. A programme still running counts when it ends.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: accredited programmes (IAPS)
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [programmes]
adds-up: observed = INT01 in a first quarter
version: "2010-11"
caveats: [@framework-rules-unknown, @trusts-count-themselves, @counted-at-the-end, @few-cases-in-a-quarter]
*/
with ended as (
    select g.offender_id, g.trust_id, g.authority_id, g.ended_on, g.outcome
    from reporting.programme g
    where g.kind = 'sex offender'
        and g.ended_on between :period_start and :period_end
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
