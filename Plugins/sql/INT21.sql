/*
id: INT21
title: Accredited completions that meet the eligibility rule
definition: >-
  Of the completions in the period of accredited programmes that have an OGRS eligibility rule, by people who have a
  score, the share by people whose score meets the rule.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: accredited programmes (IAPS) with OGRS scores
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [programmes]
adds-up: answered-of = INT15
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - @ogrs-rule-assumed
  - @ogrs-not-for-all-programmes
  - @no-ogrs-left-out
*/
with rule (kind, lowest_ogrs) as (
    -- An assumption: see the caveats. Other programmes have no rule of this kind, and are left out.
    values ('offending behaviour', 50), ('other accredited', 50)
),
completed as (
    select g.offender_id, g.trust_id, g.authority_id, g.ended_on, g.ogrs, r.lowest_ogrs
    from reporting.programme g
    join rule r using (kind)
    where g.ended_on between :period_start and :period_end and g.outcome = 'completed'
)
select
    c.trust_id,
    c.authority_id,
    reporting.person_group(:breakdown, p, c.ended_on) as breakdown,
    -- Numerator: eligible by score.
    count(*) filter (where c.ogrs >= c.lowest_ogrs) as observed,
    -- Denominator: with a score.
    count(c.ogrs) as n,
    -- Left out: not scored.
    count(*) filter (where c.ogrs is null) as not_recorded
from completed c
left join reporting.offender p using (offender_id)
group by 1, 2, 3
