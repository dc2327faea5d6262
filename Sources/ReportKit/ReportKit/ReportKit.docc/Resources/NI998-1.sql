-- The query: one row per combination of trust, authority and group. It reads the views of schema reporting, which
-- 'laa warehouse describe' explains, and uses parameters that the host binds: :period_start, :period_end, :breakdown.
with counted as (
    select t.offender_id, t.terminated_on, t.trust_id, t.authority_id, t.accommodation
    from reporting.termination t
    where t.terminated_on between :period_start and :period_end
)
select
    c.trust_id,
    c.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, c.terminated_on)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    -- Numerator.
    count(*) filter (where c.accommodation = 'settled and suitable') as observed,
    -- Denominator: events whose outcome is known.
    count(c.accommodation) as n,
    -- Left out of it: not answered.
    count(*) filter (where c.accommodation is null) as not_recorded
from counted c
join reporting.offender p on p.offender_id = c.offender_id
group by 1, 2, 3
