/*
id: OM26
title: OASys assessments above the quality standard
definition: >-
  OASys assessments that a quality audit found above the required standard, of all audited, among those due in the
  period. Those that were not audited are left out.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier]
source-system: quality audit of OASys
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [assessments]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - >-
    An audit takes a sample: how it was drawn is not known here, and decides what the figure says about the rest.
  - The trust audits its own assessments.
  - @few-cases-in-a-quarter
*/
with audited as (
    select a.offender_id, a.trust_id, a.authority_id, a.due_on, a.tier, a.above_standard
    from reporting.assessment a
    where a.due_on between :period_start and :period_end and a.above_standard is not null
)
select
    a.trust_id,
    a.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || a.tier
        else reporting.person_group(:breakdown, p, a.due_on)
    end as breakdown,
    -- Numerator: above the standard.
    count(*) filter (where a.above_standard) as observed,
    -- Denominator: every assessment audited.
    count(*) as n,
    0 as not_recorded
from audited a
left join reporting.offender p using (offender_id)
group by 1, 2, 3
