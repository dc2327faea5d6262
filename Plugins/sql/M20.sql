/*
id: M20
title: Tier 2 cases managed by probation officers
definition: >-
  Of the offenders in tier 2 on the caseload at the quarter's end, the share managed by a probation officer, a grade
  trained for higher tiers.
family: proportion-target
unit: "%"
polarity: lower
decimals: 0
frequency: monthly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, order-type]
source-system: caseload in the case management system (Delius)
supplier: the trust
counts: snapshot
extracts: [caseload]
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - The scorecard gives it every month; here it is the caseload at the end of the quarter.
  - People whose tier is not recorded are not counted. The tier is the one recorded on the day of the snapshot.
  - >-
    Lower is taken to be good because the plan sets a share that must not be exceeded: probation officers are meant for
    higher tiers.
*/
with supervised as (
    select c.offender_id, c.snapshot_date, c.trust_id, c.authority_id, c.order_type, c.managed_by
    from reporting.caseload c
    where c.snapshot_date = any (:snapshots) and c.tier = 2
)
select
    s.trust_id,
    s.authority_id,
    case :breakdown
        when 'order-type' then s.order_type
        else reporting.person_group(:breakdown, p, s.snapshot_date)
    end as breakdown,
    -- Numerator: managed by a probation officer.
    count(*) filter (where s.managed_by = 'PO') as observed,
    -- Denominator: tier 2, where the manager's grade is recorded.
    count(s.managed_by) as n,
    -- Left out: not recorded.
    count(*) filter (where s.managed_by is null) as not_recorded
from supervised s
left join reporting.offender p using (offender_id)
group by 1, 2, 3
