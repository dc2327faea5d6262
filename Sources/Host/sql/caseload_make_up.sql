-- The make-up of the caseload of one snapshot, by trust and authority: how many people of each sex,
-- age, tier and kind of current offence, and what was predicted for them. Only read by the program, which rounds it.
with person as materialized (
    select
        c.trust_id, c.authority_id, c.predicted, p.sex, reporting.age_band(p.birth_month, c.snapshot_date) as age,
        c.tier, left(h.offence_code, 3) as class
    from reporting.caseload c
    left join reporting.offender p on p.offender_id = c.offender_id
    left join reporting.ogrs3_input h on h.snapshot_date = $1 and h.offender_id = c.offender_id
    where c.snapshot_date = $1
),
-- By class, of which there are few, so that each is named once and not for every person.
counted as (
    select
        trust_id, authority_id,
        case
            when grouping(sex) = 0 then 'sex'
            when grouping(age) = 0 then 'age'
            when grouping(tier) = 0 then 'tier'
            else 'offence'
        end as measure,
        coalesce(sex, age, tier::text, class) as value,
        count(*) as people,
        count(predicted) as with_prediction,
        coalesce(sum(predicted), 0) as predicted
    from person
    group by grouping sets (
        (trust_id, authority_id, sex), (trust_id, authority_id, age), (trust_id, authority_id, tier),
        (trust_id, authority_id, class)
    )
)
select
    trust_id, authority_id, measure,
    case
        when value is null then 'not recorded'
        when measure <> 'offence' then value
        -- Offences by the Home Office class, the code's first three digits.
        when value between '001' and '015' or value in ('104', '105', '125') then 'violence'
        when value between '016' and '023' or value between '070' and '074' or value = '088' then 'sexual'
        when value between '028' and '034' then 'burglary and robbery'
        when value between '037' and '049' or value in ('126', '130', '131') then 'theft'
        when value in ('051', '052', '053', '055', '060', '061') then 'fraud'
        when value in ('056', '057', '058', '059', '149') then 'damage'
        when value in ('077', '092', '093') then 'drugs'
        when value >= '800' or value = '004' then 'motoring'
        else 'other'
    end as value,
    sum(people)::bigint as people, sum(with_prediction)::bigint as with_prediction, sum(predicted) as predicted
from counted
group by 1, 2, 3, 4
order by trust_id, authority_id nulls last, measure, value
