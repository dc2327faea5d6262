/*
id: OM30
title: Identified needs met by the end of the order or licence
definition: >-
  Needs met by the end of an order or licence, of all criminogenic needs identified in it, by the final OASys
  reviews that were due in the period.
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
  - The framework's own counting rules are not known; this definition is written from trusts' plans for 2010-11.
  - The offender manager judges both what was needed and whether it was met.
  - Needs of one person go together; the interval and the test are too narrow by that.
  - Not recorded are reviews, among them those never completed, while the other figures are needs.
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
