-- The recorded calibrations, the latest first; only those of model $1 and quarter $2, unless null.
select
    c.calibration_id, m.name, m.version, m.horizon_months, c.quarter, c.proof_lag_months,
    to_char(c.made_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as made_at, c.latest_vintage, c.synthetic, c.n,
    c.people, c.observed, c.expected, c.area_under_curve, c.brier, c.brier_skill, c.slope, c.intercept, c.in_the_large,
    c.note
from reporting.calibration c
join reporting.prediction_model m using (model_id)
where ($1::text is null or m.name = $1) and ($2::text is null or c.quarter = $2)
order by c.calibration_id desc
