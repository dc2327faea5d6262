/*
id: INT22
title: Accredited referrals that meet the eligibility rule
definition: >-
  Referrals in the period to accredited programmes that have an OGRS eligibility rule, by people whose score meets
  it, of all those by people with a score.
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
version: "2010-11"
caveats:
  - The framework's own counting rules are not known; this definition is written from trusts' plans for 2010-11.
  - Trusts record and count this themselves.
  - >-
    The rule is an assumption (background knowledge): an OGRS score of 50 or more, the chance in per cent of
    proven re-offending within two years. A probation circular of 2004 had 40, of an earlier version of the score.
  - Programmes for sex offenders and domestic violence go by other assessments; they are left out.
  - Those without a score are left out of the denominator, and shown.
*/
with rule (kind, lowest_ogrs) as (
    -- An assumption: see the caveats. Other programmes have no rule of this kind, and are left out.
    values ('offending behaviour', 50), ('other accredited', 50)
),
referred as (
    select g.offender_id, g.trust_id, g.authority_id, g.referred_on, g.ogrs, r.lowest_ogrs
    from reporting.programme g
    join rule r using (kind)
    where g.referred_on between :period_start and :period_end
)
select
    r.trust_id,
    r.authority_id,
    reporting.person_group(:breakdown, p, r.referred_on) as breakdown,
    -- Numerator: eligible by score.
    count(*) filter (where r.ogrs >= r.lowest_ogrs) as observed,
    -- Denominator: with a score.
    count(r.ogrs) as n,
    -- Left out: not scored.
    count(*) filter (where r.ogrs is null) as not_recorded
from referred r
left join reporting.offender p using (offender_id)
group by 1, 2, 3
