/*
id: OM30
title: Identified needs met by the end of the order or licence
definition: >-
  Needs met by the end of an order or licence, of all criminogenic needs identified during it, according to the final
  OASys reviews that were due in the period.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier]
source-system: OASys
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [assessments]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - The offender manager judges both what was needed and whether it was met.
  - >-
    The needs of one person are related, which makes the interval too narrow and the test too ready to find a
    difference.
  - What is shown as not recorded are reviews, including those never completed; the other figures are needs.
*/
with final as (
    select a.offender_id, a.trust_id, a.authority_id, a.due_on, a.tier, a.needs_identified, a.needs_met
    from reporting.assessment a
    where a.kind = 'final' and a.due_on between :period_start and :period_end
)
select
    f.trust_id,
    f.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || f.tier
        else reporting.person_group(:breakdown, p, f.due_on)
    end as breakdown,
    -- Numerator: needs met.
    coalesce(sum(f.needs_met), 0) as observed,
    -- Denominator: needs identified.
    coalesce(sum(f.needs_identified), 0) as n,
    -- Left out: reviews without information on needs.
    count(*) filter (where f.needs_identified is null) as not_recorded
from final f
left join reporting.offender p using (offender_id)
group by 1, 2, 3
