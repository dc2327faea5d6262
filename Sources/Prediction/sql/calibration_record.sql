-- Records a calibration ($1, as `laa predict calibration --format json` writes it): one row per model and one row per
-- tenth.
with model as materialized (
    select p.model_id, m.*
    from jsonb_to_recordset($1::jsonb -> 'models') as m (
        name text, version text, n bigint, people bigint, observed bigint, expected double precision, deciles jsonb,
        "areaUnderCurve" double precision, "areaUnderCurveInterval" double precision[], brier double precision,
        "brierSkill" double precision, slope double precision, "slopeInterval" double precision[],
        intercept double precision, "interceptInterval" double precision[], "inTheLarge" double precision,
        "inTheLargeInterval" double precision[], note text)
    join warehouse.prediction_model p using (name, version)
),
recorded as (
    insert into warehouse.calibration (
        model_id, quarter, proof_lag_months, latest_vintage, synthetic, n, people, observed, expected,
        area_under_curve, area_under_curve_interval, brier, brier_skill, slope, slope_interval, intercept,
        intercept_interval, in_the_large, in_the_large_interval, note
    )
    select
        model_id, $1::jsonb ->> 'quarter', ($1::jsonb ->> 'proofLagMonths')::smallint,
        (select max(vintage_id) from warehouse.vintage), ($1::jsonb ->> 'synthetic')::boolean, n, people, observed,
        expected, "areaUnderCurve", "areaUnderCurveInterval", brier, "brierSkill", slope, "slopeInterval", intercept,
        "interceptInterval", "inTheLarge", "inTheLargeInterval", note
    from model
    order by model_id
    returning calibration_id, model_id
)
insert into warehouse.calibration_decile (calibration_id, decile, n, lowest, highest, observed, expected)
select r.calibration_id, t.decile, t.n, t.lowest, t.highest, t.observed, t.expected
from recorded r
join model m using (model_id)
cross join jsonb_to_recordset(m.deciles) as t (
    decile smallint, n bigint, lowest double precision, highest double precision, observed bigint,
    expected double precision)
