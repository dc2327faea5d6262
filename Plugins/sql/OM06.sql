/*
id: OM06
title: Cases reaching six months without breach action
definition: >-
  Orders and licences in whose first six months no breach proceedings were begun and no recall was decided, of all whose
  first six months ended in the period.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier, order-type]
source-system: orders and licences, and enforcement records (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 185
extracts: [commencements, enforcement]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - >-
    Orders and licences that ended before six months are counted too: the record of how a case began is not linked to
    that of how it ended.
  - >-
    Breach of an order and recall of a licence are matched by person and kind; for somebody with two orders at once, one
    breach may count against both.
  - >-
    That no breach proceedings were begun may mean that none were needed, or that they were neglected: see OM05.
*/
with reached as not materialized (
    select c.offender_id, c.trust_id, c.authority_id, c.commenced_on, c.kind, c.tier, s.six_months_on
    from reporting.commencement c
    cross join lateral (select reporting.months_after(c.commenced_on, 6) as six_months_on) s
    where s.six_months_on between :period_start and :period_end
        -- Six months are 181 to 184 days, so no other rows need to be read.
        and c.commenced_on between :period_start - 185 and :period_end - 180
),
enforced as (
    select distinct r.offender_id, r.commenced_on, r.kind
    from reached r
    join reporting.enforcement e
        on e.offender_id = r.offender_id
        and e.failed_on >= r.commenced_on
        and case e.kind
            when 'breach' then r.kind <> 'licence' and e.begun_on <= r.six_months_on
            when 'recall' then r.kind = 'licence' and e.failed_on <= r.six_months_on
        end
    where e.failed_on between :period_start - 185 and :period_end
)
select
    r.trust_id,
    r.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || r.tier
        when 'order-type' then r.kind
        else reporting.person_group(:breakdown, p, r.six_months_on)
    end as breakdown,
    -- Numerator: neither breach nor recall.
    count(*) filter (where f.offender_id is null) as observed,
    -- Denominator: all that began six months before.
    count(*) as n,
    0 as not_recorded
from reached r
left join enforced f
    on f.offender_id = r.offender_id and f.commenced_on = r.commenced_on and f.kind = r.kind
left join reporting.offender p on p.offender_id = r.offender_id
group by 1, 2, 3
