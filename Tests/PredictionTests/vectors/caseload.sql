-- $1 people, each in one of four snapshots, with criminal histories, some of which cannot be scored; every tenth person
-- re-offends in the month after the snapshot. All follows from each person's number.
with vintage as (
    insert into warehouse.vintage (kind, source_system, covers_from, covers_through, synthetic)
    values
        ('caseload', 'tests', '2009-03-31', '2009-12-31', true), ('re-offences', 'tests', '2009-04-01', '2010-06-30', true)
    returning vintage_id, kind
),
loaded as (
    select min(vintage_id) filter (where kind = 'caseload') as caseload,
        min(vintage_id) filter (where kind = 're-offences') as offences
    from vintage
),
model as (
    insert into warehouse.prediction_model (model_id, name, version, horizon_months, fitted_on)
    values (1, 'loaded', '1', 3, 'nothing')
    returning model_id
),
trust as (select min(area_id) as area_id from warehouse.area where level = 'trust'),
person as (
    select
        n, (hashint4extended(n, 1) & 1048575)::integer as a, (hashint4extended(n, 2) & 1048575)::integer as b,
        (array['2009-03-31', '2009-06-30', '2009-09-30', '2009-12-31']::date[])[1 + n % 4] as snapshot_date
    from generate_series(1, $1::integer) as n
),
offender as (
    insert into warehouse.offender (offender_id, sex, birth_month, vintage_id)
    select
        n, case a % 20 when 0 then null when 1 then 'female' when 2 then 'female' else 'male' end,
        case
            when a % 211 = 0 then date '1890-01-01'
            when a % 53 > 0 then (date '1940-01-01' + make_interval(months => a % 600))::date
        end,
        caseload
    from person cross join loaded
),
snapshot as (
    insert into warehouse.caseload_snapshot (
        snapshot_date, offender_id, predicted, vintage_id, trust_id, model_id, tier, order_type, pnc_matched)
    select
        snapshot_date, n, 0.02 + 0.3 * a / 1048576, caseload, area_id, model_id, nullif(b % 5, 0),
        (array['community order', 'suspended sentence order', 'licence'])[1 + b % 3], b % 19 > 0
    from person cross join loaded cross join trust cross join model
),
input as (
    insert into warehouse.ogrs3_input (
        snapshot_date, offender_id, vintage_id, convicted_on, follow_up_from, sanctions, age_at_first_sanction,
        age_at_conviction, age_at_follow_up, offence_code)
    select
        snapshot_date, n, caseload, snapshot_date - b % 4000,
        case
            when b % 71 = 0 then date '2030-01-01'
            when b % 37 = 0 then snapshot_date - 4000
            when b % 113 = 0 then date '1930-01-01'
            when b % 41 > 0 then snapshot_date
        end,
        case when b % 97 = 0 then 1000 else b % 60 end, 7 + a % 30,
        case when b % 7 = 0 then 30 end, case when b % 7 = 0 then 31 end,
        (array['03900', '02700', '08800', '95000', '123', '11618', '09230', '99999', '04500', '00100'])[1 + a % 10]
    from person cross join loaded
    where a % 31 > 0
)
insert into warehouse.proven_offence (offender_id, offence_date, proven_date, vintage_id)
select n, snapshot_date + 20, snapshot_date + 60, offences
from person cross join loaded
where a < 150000 or b % 10 = 0
