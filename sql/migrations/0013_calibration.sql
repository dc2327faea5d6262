-- How predictions compared with what happened, each time that it was looked at.
create table warehouse.calibration (
    calibration_id integer generated always as identity primary key,
    model_id smallint not null references warehouse.prediction_model,
    quarter text not null check (quarter ~ '^[0-9]{4}-[0-9]{2}Q[1-4]$'),
    proof_lag_months smallint not null check (proof_lag_months >= 0),
    made_at timestamptz not null default now(),
    made_by text not null default current_user,
    latest_vintage integer references warehouse.vintage,
    synthetic boolean not null,
    n bigint not null check (n > 0),
    people bigint not null check (people between 1 and n),
    observed bigint not null check (observed between 0 and n),
    expected double precision not null check (expected >= 0),
    area_under_curve double precision check (area_under_curve between 0 and 1),
    area_under_curve_interval double precision[] check (cardinality(area_under_curve_interval) = 2),
    brier double precision check (brier between 0 and 1),
    brier_skill double precision,
    slope double precision,
    slope_interval double precision[] check (cardinality(slope_interval) = 2),
    intercept double precision,
    intercept_interval double precision[] check (cardinality(intercept_interval) = 2),
    in_the_large double precision,
    in_the_large_interval double precision[] check (cardinality(in_the_large_interval) = 2),
    note text
);
comment on table warehouse.calibration is
    'One comparison of a model''s predictions with what happened to the cohort that NI 18 has for a quarter. Every time '
    'that one is made it is another row: later extracts, or predictions made again, may change what comes of it.';
comment on column warehouse.calibration.calibration_id is 'Rises with each comparison.';
comment on column warehouse.calibration.model_id is 'The model.';
comment on column warehouse.calibration.quarter is 'The quarter whose cohort it is, such as 2009-10Q4.';
comment on column warehouse.calibration.proof_lag_months is
    'Months after the model''s horizon within which re-offending had to be proven.';
comment on column warehouse.calibration.made_at is 'When.';
comment on column warehouse.calibration.made_by is 'The role that made it.';
comment on column warehouse.calibration.latest_vintage is 'The last vintage that the warehouse had then.';
comment on column warehouse.calibration.synthetic is 'Whether any row drawn on is made up.';
comment on column warehouse.calibration.n is 'Offender-snapshots with a prediction and a known outcome.';
comment on column warehouse.calibration.people is 'How many people these are of.';
comment on column warehouse.calibration.observed is 'How many of them re-offended.';
comment on column warehouse.calibration.expected is 'The sum of their predictions.';
comment on column warehouse.calibration.area_under_curve is
    'Area under the receiver operating characteristic curve; null where all outcomes agree.';
comment on column warehouse.calibration.area_under_curve_interval is 'Its 95% interval (DeLong).';
comment on column warehouse.calibration.brier is 'Brier score: mean squared difference of prediction and outcome.';
comment on column warehouse.calibration.brier_skill is
    'One less the score over that of giving everybody the observed rate; null where all outcomes agree.';
comment on column warehouse.calibration.slope is
    'Slope of a logistic regression of the outcomes on the logits of the predictions; null where not estimable.';
comment on column warehouse.calibration.slope_interval is 'Its 95% interval (Wald).';
comment on column warehouse.calibration.intercept is 'Intercept of the same regression.';
comment on column warehouse.calibration.intercept_interval is 'Its 95% interval (Wald).';
comment on column warehouse.calibration.in_the_large is
    'The intercept with the slope held at 1: above 0 where more happened than was predicted.';
comment on column warehouse.calibration.in_the_large_interval is 'Its 95% interval (Wald).';
comment on column warehouse.calibration.note is 'Why the slope could not be estimated.';
create index calibration_of on warehouse.calibration (model_id, quarter, calibration_id);

create table warehouse.calibration_decile (
    calibration_id integer not null references warehouse.calibration,
    decile smallint not null check (decile between 1 and 10),
    n bigint not null check (n > 0),
    lowest double precision not null check (lowest between 0 and 1),
    highest double precision not null check (highest between lowest and 1),
    observed bigint not null check (observed between 0 and n),
    expected double precision not null check (expected >= 0),
    primary key (calibration_id, decile)
);
comment on table warehouse.calibration_decile is
    'A tenth of a comparison''s people in order of prediction; people of equal prediction stay together, so that tenths '
    'may be of unequal size, and an empty one is not there.';
comment on column warehouse.calibration_decile.calibration_id is 'The comparison.';
comment on column warehouse.calibration_decile.decile is '1, the lowest predictions, to 10.';
comment on column warehouse.calibration_decile.n is 'Offender-snapshots in it.';
comment on column warehouse.calibration_decile.lowest is 'Their lowest prediction.';
comment on column warehouse.calibration_decile.highest is 'Their highest prediction.';
comment on column warehouse.calibration_decile.observed is 'How many of them re-offended.';
comment on column warehouse.calibration_decile.expected is 'The sum of their predictions.';

create view reporting.calibration as
select
    calibration_id, model_id, quarter, proof_lag_months, made_at, latest_vintage, synthetic, n, people, observed,
    expected, area_under_curve, area_under_curve_interval, brier, brier_skill, slope, slope_interval, intercept,
    intercept_interval, in_the_large, in_the_large_interval, note
from warehouse.calibration;
comment on view reporting.calibration is 'Comparisons of predictions with what happened.';

create view reporting.calibration_decile as
select calibration_id, decile, n, lowest, highest, observed, expected from warehouse.calibration_decile;
comment on view reporting.calibration_decile is 'Tenths of each comparison.';
