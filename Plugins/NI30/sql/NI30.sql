-- NI 30: one row per person in the cohort whose follow-up year began on the given day.
-- Members are looked up where their offences are, not once for all: on several servers, each has its own.
with cohort as (
    select cohort_id, baseline_from, baseline_to
    from reporting.ppo_cohort
    where follow_up_from = :follow_up_from
),
member as not materialized (
    select m.offender_id, m.trust_id, m.authority_id, c.baseline_from, c.baseline_to
    from cohort c
    join reporting.ppo_member m on m.cohort_id = c.cohort_id
),
-- Denominator: the same people's offences in the baseline year.
baseline as (
    select m.offender_id, count(*) as offences
    from member m
    join reporting.proven_offence o on o.offender_id = m.offender_id
        and o.offence_date between m.baseline_from and m.baseline_to
        and o.proven_date <= reporting.months_after(m.baseline_to, :proof_months)
    group by m.offender_id
),
-- Numerator: their offences in the follow-up so far.
follow_up as (
    select m.offender_id, count(*) as offences
    from member m
    join reporting.proven_offence o on o.offender_id = m.offender_id
        and o.offence_date between :follow_up_from and :follow_up_to
        and o.proven_date <= reporting.months_after(:follow_up_to, :proof_months)
    group by m.offender_id
),
-- The change expected of the authority's own cohort or, where there is none, of the cohort of the trust that is
-- responsible for the person by the end of the follow-up.
expected as (
    select area_id, value
    from reporting.indicator_target
    where indicator = 'NI30' and kind = 'expected change' and measure = 'relative change' and applies @> :follow_up_to
)
select
    m.trust_id,
    m.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, :follow_up_from)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    m.offender_id,
    coalesce(b.offences, 0) as baseline,
    coalesce(f.offences, 0) as follow_up,
    :year_share as year_share,
    coalesce(a.value, t.value) as expected_change
from member m
-- The person matters for a breakdown only: a left join on a whole key is not carried out where no column of the table
-- is used.
left join reporting.offender p on p.offender_id = m.offender_id
left join baseline b on b.offender_id = m.offender_id
left join follow_up f on f.offender_id = m.offender_id
left join expected a on a.area_id = m.authority_id
left join reporting.area_succession s on s.area_id = m.trust_id and s.took_over <= :follow_up_to
left join expected t on t.area_id = coalesce(s.successor_id, m.trust_id)
