/*
id: OM07
title: Victims contacted within eight weeks of a qualifying sentence
definition: >-
  Victims contacted within eight weeks of a qualifying sentence, of all victims whose eight weeks ended in the period. A
  qualifying sentence is one of twelve months or more for a serious sexual or violent offence, or a relevant hospital
  order. A victim contacted later, or not at all, counts as contacted late.
family: proportion-target
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [national, region, trust]
source-system: victim contact records (Delius)
supplier: probation trusts through the National Offender Management Service (background knowledge)
reaches-back: 56
extracts: [victim-contacts]
version: "2010-11"
caveats:
  - @framework-rules-unknown
  - @trusts-count-themselves
  - A victim who could not be found counts as not contacted.
  - >-
    Nothing is known here about the victims themselves, or where they live: there are no figures below trust level, and
    none by group.
  - There are few victims in a quarter; look at the interval before the figure.
*/
with due as (
    select v.trust_id, v.sentenced_on + 56 as eight_weeks_on, v.contacted_on
    from reporting.victim_contact v
    where v.sentenced_on between :period_start - 56 and :period_end - 56
)
select
    d.trust_id,
    null::smallint as authority_id,
    null as breakdown,
    -- Numerator: contacted within eight weeks.
    count(*) filter (where d.contacted_on <= d.eight_weeks_on) as observed,
    -- Denominator: all whose eight weeks are over, contacted or not.
    count(*) as n,
    0 as not_recorded
from due d
group by 1
