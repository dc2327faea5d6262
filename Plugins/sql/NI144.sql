/*
id: NI144
title: Offenders in employment at the end of their order or licence
definition: >-
  Offenders in employment at termination, of all terminations of orders and licences with a recorded answer. An
  unanswered question is neither a success nor a failure: it is left out, and how many there are is shown.
family: proportion-target
unit: "%"
polarity: higher
decimals: 0
frequency: quarterly
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity]
source-system: employment as assessed (OASys) at termination
supplier: probation trusts through the National Offender Management Service (background knowledge)
extracts: [terminations]
adds-up: answered-of = OM20.n
aliases: [NI 144, INT09]
version: "2009-02"
caveats:
  - The denominator is terminations with a recorded answer, not the caseload; one person may be counted more than once.
  - >-
    Terminations by death or deportation are left out. The official exclusions are not known: these are background
    knowledge.
  - Where many answers are missing, those that were recorded may not be typical.
*/
with ended as (
    select t.offender_id, t.terminated_on, t.trust_id, t.authority_id, t.employment
    from reporting.termination t
    where t.terminated_on between :period_start and :period_end
        and t.reason not in ('died', 'deported')
)
select
    e.trust_id,
    e.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, e.terminated_on)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    -- Numerator: in employment.
    count(*) filter (where e.employment = 'employed') as observed,
    -- Denominator: terminations with an answer.
    count(e.employment) as n,
    -- Left out: not answered.
    count(*) filter (where e.employment is null) as not_recorded
from ended e
-- The person matters for a breakdown only: a left join on a whole key is not carried out where no column of the table
-- is used.
left join reporting.offender p on p.offender_id = e.offender_id
group by 1, 2, 3
