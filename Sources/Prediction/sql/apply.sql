-- A logistic model ($1, as JSON) applied to the current caseload, stored under its key ($2).
--
-- Whoever's history is impossible (people.sql) is refused by a model that uses the history.
--
-- The JSON has an entry for every input: a factor's levels or a number's coefficient, and what is added if the person
-- has no such value; if the entry gives none, the person is refused. Inputs that the model does not use add nothing.
-- The result has one row per refusal, and one with a null refusal for those predicted.
with entry as materialized (
    select
        key as input, value -> 'levels' as levels, (value ->> 'coefficient')::double precision as coefficient,
        (value ->> 'missing')::double precision as missing
    from jsonb_each($1::jsonb -> 'inputs')
),
model as materialized (
    select
        ($1::jsonb ->> 'intercept')::double precision as intercept, sex.levels as sex, sex.missing as no_sex,
        band.levels as band, band.missing as no_band, ethnicity.levels as ethnicity, ethnicity.missing as no_ethnicity,
        tier.levels as tier, tier.missing as no_tier, orders.levels as orders, orders.missing as no_orders,
        age.coefficient as age, age.missing as no_age, square.coefficient as square, square.missing as no_square,
        sanctions.coefficient as sanctions, sanctions.missing as no_sanctions, logs.coefficient as logs,
        logs.missing as no_logs, first.coefficient as first, first.missing as no_first, copas.coefficient as copas,
        copas.missing as no_copas,
        coalesce(sanctions.coefficient, logs.coefficient, first.coefficient, copas.coefficient) is not null
            as uses_history
    from entry sex, entry band, entry ethnicity, entry tier, entry orders, entry age, entry square, entry sanctions,
        entry logs, entry first, entry copas
    where sex.input = 'sex' and band.input = 'age-band' and ethnicity.input = 'ethnicity' and tier.input = 'tier'
        and orders.input = 'order-type' and age.input = 'age' and square.input = 'age-squared'
        and sanctions.input = 'sanctions' and logs.input = 'log-sanctions' and first.input = 'age-at-first-sanction'
        and copas.input = 'copas'
),
member as (
    select
        snapshot_date, offender_id, impossible, sex, ethnicity, tier::text as tier, order_type,
        reporting.age_band(birth_month, snapshot_date) as band,
        extract(year from age(snapshot_date::timestamp, birth_month))::double precision as age,
        sanctions::double precision as sanctions, age_at_first_sanction::double precision as first,
        (convicted_at - age_at_first_sanction)::double precision as career
    from person
),
part as (
    select
        p.snapshot_date, p.offender_id, m.intercept, case when m.uses_history then p.impossible end as impossible,
        coalesce((m.sex ->> p.sex)::double precision, m.no_sex) as sex,
        coalesce((m.band ->> p.band)::double precision, m.no_band) as band,
        coalesce((m.ethnicity ->> p.ethnicity)::double precision, m.no_ethnicity) as ethnicity,
        coalesce((m.tier ->> p.tier)::double precision, m.no_tier) as tier,
        coalesce((m.orders ->> p.order_type)::double precision, m.no_orders) as orders,
        coalesce(m.age * p.age, m.no_age) as age,
        coalesce(m.square * p.age * p.age, m.no_square) as square,
        coalesce(m.sanctions * p.sanctions, m.no_sanctions) as sanctions,
        coalesce(m.logs * case when p.sanctions >= 1 then ln(p.sanctions) end, m.no_logs) as logs,
        coalesce(m.first * p.first, m.no_first) as first,
        coalesce(
            m.copas * case when p.sanctions >= 1 and p.career >= 0 then ln(p.sanctions / (10 + p.career)) end,
            m.no_copas) as copas
    from member p
    cross join model m
),
scored as (
    select
        *, intercept + sex + band + ethnicity + tier + orders + age + square + sanctions + logs + first + copas as score
    from part
),
judged as materialized (
    select
        snapshot_date, offender_id, score,
        case
            when impossible is not null then impossible
            when abs(score) < 700 then null
            when score is not null then 'out of range'
            when sex is null then 'sex'
            when band is null then 'age-band'
            when ethnicity is null then 'ethnicity'
            when tier is null then 'tier'
            when orders is null then 'order-type'
            when age is null then 'age'
            when square is null then 'age-squared'
            when sanctions is null then 'sanctions'
            when logs is null then 'log-sanctions'
            when first is null then 'age-at-first-sanction'
            else 'copas'
        end as refusal
    from scored
),
stored as (
    insert into warehouse.prediction (model_id, snapshot_date, offender_id, predicted)
    select $2::smallint, snapshot_date, offender_id, 1 / (1 + exp(-score)) from judged where refusal is null
)
select refusal, count(*) as people from judged group by refusal order by refusal
