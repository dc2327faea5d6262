-- The make-up of the caseload of one snapshot, by trust and authority: how many people of each sex,
-- age, tier and kind of current offence, and what was predicted for them. Only read by the program, which rounds it.
with person as materialized (
    select
        c.trust_id, c.authority_id, c.predicted,
        coalesce(p.sex, 'not recorded') as sex,
        reporting.age_band(p.birth_month, c.snapshot_date) as age,
        coalesce(c.tier::text, 'not recorded') as tier,
        -- By the Home Office class, the code's first three digits.
        case
            when h.offence_code is null then 'not recorded'
            when left(h.offence_code, 3) between '001' and '015' or left(h.offence_code, 3) in ('104', '105', '125')
                then 'violence'
            when left(h.offence_code, 3) between '016' and '023' or left(h.offence_code, 3) between '070' and '074'
                then 'sexual'
            when left(h.offence_code, 3) = '088' then 'sexual'
            when left(h.offence_code, 3) between '028' and '034' then 'burglary and robbery'
            when left(h.offence_code, 3) between '037' and '049' or left(h.offence_code, 3) in ('126', '130', '131')
                then 'theft'
            when left(h.offence_code, 3) in ('051', '052', '053', '055', '060', '061') then 'fraud'
            when left(h.offence_code, 3) in ('056', '057', '058', '059', '149') then 'damage'
            when left(h.offence_code, 3) in ('077', '092', '093') then 'drugs'
            when left(h.offence_code, 3) >= '800' or left(h.offence_code, 3) = '004' then 'motoring'
            else 'other'
        end as offence
    from reporting.caseload c
    left join reporting.offender p on p.offender_id = c.offender_id
    left join reporting.ogrs3_input h on h.snapshot_date = $1 and h.offender_id = c.offender_id
    where c.snapshot_date = $1
)
select
    trust_id, authority_id,
    case
        when grouping(sex) = 0 then 'sex'
        when grouping(age) = 0 then 'age'
        when grouping(tier) = 0 then 'tier'
        else 'offence'
    end as measure,
    coalesce(sex, age, tier, offence) as value,
    count(*) as people,
    count(predicted) as with_prediction,
    coalesce(sum(predicted), 0) as predicted
from person
group by grouping sets (
    (trust_id, authority_id, sex), (trust_id, authority_id, age), (trust_id, authority_id, tier),
    (trust_id, authority_id, offence)
)
order by trust_id, authority_id nulls last, measure, value
