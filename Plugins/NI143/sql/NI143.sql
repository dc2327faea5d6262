-- NI 143: one row per combination of trust, authority and group.
with ended as (
    select t.offender_id, t.terminated_on, t.trust_id, t.authority_id, t.accommodation
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
    -- Numerator: settled and suitable.
    count(*) filter (where e.accommodation = 'settled and suitable') as observed,
    -- Denominator: terminations with an answer.
    count(e.accommodation) as n,
    -- Left out: not answered.
    count(*) filter (where e.accommodation is null) as not_recorded
from ended e
-- The person matters for a breakdown only: a left join on a whole key is not carried out where no column of the table
-- is used.
left join reporting.offender p on p.offender_id = e.offender_id
group by 1, 2, 3
