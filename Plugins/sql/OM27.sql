/*
id: OM27
title: Reports on indeterminate-sentence prisoners returned within 8 weeks of review start
definition: >-
  Reports on prisoners with an indeterminate sentence delivered to the prison within eight weeks of the start of the
  review, of all reviews whose eight weeks ended in the period. A report delivered later, or not at all, counts as late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: parole reports
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 56
extracts: [parole-reports]
version: "2010-11"
caveats: [@framework-rules-unknown, @trusts-count-themselves, @authority-of-home-address, @few-cases-in-a-quarter]
*/
with review as (
    select r.offender_id, r.trust_id, r.authority_id, r.review_began_on + 56 as eight_weeks_on, r.delivered_on
    from reporting.parole_report r
    where r.kind = 'indeterminate review' and r.review_began_on between :period_start - 56 and :period_end - 56
)
select
    r.trust_id,
    r.authority_id,
    reporting.person_group(:breakdown, p, r.eight_weeks_on) as breakdown,
    -- Numerator: delivered within eight weeks.
    count(*) filter (where r.delivered_on <= r.eight_weeks_on) as observed,
    -- Denominator: all whose eight weeks are over, delivered or not.
    count(*) as n,
    0 as not_recorded
from review r
left join reporting.offender p using (offender_id)
group by 1, 2, 3
