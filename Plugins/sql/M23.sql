/*
id: M23
title: Offenders whose OASys OGP or OVP score fell by termination
definition: >-
  Of the final assessments due in the period whose scores are known at both ends of the order or licence, the share
  whose score for general re-offending (OGP) or for violent re-offending (OVP) was lower at the end than at the start.
family: proportion-target
unit: "%"
polarity: higher
decimals: 0
frequency: monthly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: OASys
supplier: the trust
extracts: [assessments]
# Left over: final assessments of people in tier 1.
adds-up: answered-of >= OM39.answered-of
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - @scorecard-is-monthly
  - >-
    The scores depend partly on age and criminal record: they can fall because time passes, and a high first score tends
    to be followed by a lower one.
  - The scores are assessed by those who supervise. A fall in one of them is enough, even if the other rose.
  - Final assessments that were not made, or not scored at both ends, are left out; they may differ from the rest.
  - Counted by the day on which the final assessment was due, which is close to that of the termination.
*/
-- Final assessments due in the period.
with final as (
    select
        a.offender_id, a.due_on, a.trust_id, a.authority_id,
        -- Null where either score is missing.
        a.ogp < a.ogp_at_start as ogp_fell,
        a.ovp < a.ovp_at_start as ovp_fell
    from reporting.assessment a
    where a.kind = 'final' and a.due_on between :period_start and :period_end
)
select
    f.trust_id,
    f.authority_id,
    reporting.person_group(:breakdown, p, f.due_on) as breakdown,
    -- Numerator: either score fell.
    count(*) filter (where f.ogp_fell or f.ovp_fell) as observed,
    -- Denominator: scored at both ends for either.
    count(coalesce(f.ogp_fell, f.ovp_fell)) as n,
    -- Left out: not scored at both ends.
    count(*) filter (where f.ogp_fell is null and f.ovp_fell is null) as not_recorded
from final f
left join reporting.offender p using (offender_id)
group by 1, 2, 3
