/*
id: OM31
title: Appointments attended in the first 26 weeks
definition: >-
  Appointments attended in the first 26 weeks of an order or licence, of all arranged for those weeks, for orders and
  licences whose 26 weeks ended in the period.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier, order-type]
source-system: contacts (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 182
extracts: [commencements]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - >-
    The appointments of one person are related, which makes the interval too narrow and the test too ready to find a
    difference.
  - >-
    What is shown as not recorded are orders and licences without a record of appointments; the other figures are
    appointments.
  - Missed appointments count as not attended, whether or not the excuse was accepted.
*/
with begun as (
    select
        c.offender_id, c.trust_id, c.authority_id, c.commenced_on, c.kind, c.tier, c.appointments, c.attended
    from reporting.commencement c
    -- Orders and licences whose first 26 weeks ended in the period.
    where c.commenced_on between :period_start - 182 and :period_end - 182
)
select
    b.trust_id,
    b.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || b.tier
        when 'order-type' then b.kind
        else reporting.person_group(:breakdown, p, b.commenced_on)
    end as breakdown,
    -- Numerator: appointments attended.
    coalesce(sum(b.attended), 0) as observed,
    -- Denominator: appointments arranged.
    coalesce(sum(b.appointments), 0) as n,
    -- Left out: orders and licences with none recorded.
    count(*) filter (where b.appointments is null) as not_recorded
from begun b
left join reporting.offender p using (offender_id)
group by 1, 2, 3
