-- OGRS3 of the current caseload, stored under two models: one year ($2) and two years ($3).
--
-- $1 is the scale as JSON: coefficients, the points of each age from ten, and every offence code's weight or refusal.
-- The result has one row per refusal, and one with a null refusal for those scored. Refusals are in the order of
-- OGRS3Input.validated(by:), for which people.sql has found the impossible histories; arithmetic is in the order of
-- OGRS3.score(_:weight:rules:), so that both give the same bits.
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
checked as (
    select
        person.*, code.weight,
        case
            when sex is null or convicted_at is null or followed_at is null or sanctions is null
                or age_at_first_sanction is null or coalesce(offence_code, '') = '' then 'MISSING_MANDATORY_INPUT'
            when impossible is not null then impossible
            when length(offence_code) <> 5 then 'OFFENCE_CODE_INCORRECT_FORMAT'
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
            (case sex when 'male' then male else female end)[followed_at - 9]
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
