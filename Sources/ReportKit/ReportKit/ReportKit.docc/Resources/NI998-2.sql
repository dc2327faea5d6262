-- Orders and licences that ended, except by death or deportation.
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
    -- Numerator.
    count(*) filter (where e.accommodation = 'settled and suitable') as observed,
    -- Denominator: terminations with an answer.
    count(e.accommodation) as n,
    -- Left out of the denominator: not answered.
    count(*) filter (where e.accommodation is null) as not_recorded
from ended e
join reporting.offender p on p.offender_id = e.offender_id
group by 1, 2, 3
