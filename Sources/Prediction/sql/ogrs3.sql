-- OGRS3 of the current caseload, stored under two models: one year ($2) and two years ($3).
--
-- $1 is the scale as JSON: coefficients, the points of each age from ten, and every offence code's weight or refusal.
-- The result has one row per refusal, and one with a null refusal for those scored. Refusals are in the order of
-- OGRS3Input.validated(); arithmetic is in the order of OGRS3.score(_:weight:), so that both give the same bits.
with scale as materialized (
    select *
    from jsonb_to_record($1::jsonb) as scale (
        "oneYear" double precision, "twoYear" double precision, copas double precision, years double precision,
        "firstTime" double precision, "repeatOffender" double precision, cap bigint,
        male double precision[], female double precision[])
),
code as materialized (
    select key as offence_code, value::double precision as weight, null as refusal
    from jsonb_each_text($1::jsonb -> 'weights')
    union all
    select key, null, value from jsonb_each_text($1::jsonb -> 'refusals')
),
person as (
    select
        c.snapshot_date, c.offender_id, o.sex, o.birth_month, i.convicted_on, i.follow_up_from, i.sanctions,
        i.age_at_first_sanction, i.offence_code,
        coalesce(i.age_at_conviction, extract(year from age(i.convicted_on::timestamp, o.birth_month)))::integer as convicted_at,
        coalesce(i.age_at_follow_up, extract(year from age(i.follow_up_from::timestamp, o.birth_month)))::integer as followed_at,
        i.age_at_conviction is null or i.age_at_follow_up is null as by_month
    from reporting.caseload c
    join reporting.offender o using (offender_id)
    left join reporting.ogrs3_input i using (snapshot_date, offender_id)
),
checked as (
    select
        person.*, code.weight,
        case
            when sex is null or convicted_at is null or followed_at is null or sanctions is null
                or age_at_first_sanction is null or coalesce(offence_code, '') = '' then 'MISSING_MANDATORY_INPUT'
            when sanctions < 1 then 'TOTAL_NUMBER_OF_SANCTIONS_LESS_THAN_ONE'
            when age_at_first_sanction < 0 then 'NUMBER_NOT_RECOGNISED'
            when length(offence_code) <> 5 then 'OFFENCE_CODE_INCORRECT_FORMAT'
            when convicted_on <= birth_month then 'DATE_OF_CURRENT_CONVICTION_NOT_AFTER_BIRTH'
            when follow_up_from <= birth_month then 'DATE_AT_START_OF_FOLLOWUP_NOT_AFTER_BIRTH'
            when convicted_at < 10 then 'AGE_AT_CURRENT_CONVICTION_LESS_THAN_TEN'
            when age_at_first_sanction > convicted_at then 'AGE_AT_FIRST_SANCTION_AFTER_AGE_AT_CURRENT_CONVICTION'
            when followed_at < 10 then 'AGE_AT_START_OF_FOLLOWUP_LESS_THAN_TEN'
            when code.refusal is not null then code.refusal
            when code.weight is null then 'OFFENCE_CODE_MAPPING_NOT_FOUND'
        end as refusal
    from person
    left join code using (offence_code)
),
scored as materialized (
    select
        snapshot_date, offender_id, refusal, by_month, "oneYear", "twoYear",
        case when refusal is null then
            (case sex when 'male' then male else female end)[least(followed_at, 109) - 9]
            + case sanctions when 1 then "firstTime" else "repeatOffender" end
            + copas * ln(
                least(sanctions, cap + 1)::double precision / (years + (convicted_at - age_at_first_sanction)))
            + weight
        end as score
    from checked
    cross join scale
),
stored as (
    insert into warehouse.prediction (model_id, snapshot_date, offender_id, predicted)
    select model_id, snapshot_date, offender_id, exp(intercept + score) / (1 + exp(intercept + score))
    from scored
    cross join lateral (values ($2::smallint, "oneYear"), ($3::smallint, "twoYear")) as horizon (model_id, intercept)
    where refusal is null
)
select refusal, count(*) as people, count(*) filter (where by_month) as by_month
from scored
group by refusal
order by refusal
