-- Predictions made here: what OGRS3 is computed from, the models' definitions, their predictions, and what was refused.
alter table warehouse.prediction_model add column definition jsonb;
comment on column warehouse.prediction_model.definition is
    'The model as it was applied: its JSON, or OGRS3''s coefficients; null for predictions that came in an extract.';

create table warehouse.ogrs3_input (
    snapshot_date date not null,
    offender_id integer not null references warehouse.offender,
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    convicted_on date,
    follow_up_from date,
    sanctions integer,
    age_at_first_sanction smallint,
    age_at_conviction smallint,
    age_at_follow_up smallint,
    offence_code text,
    check (superseded_by > vintage_id)
);
comment on table warehouse.ogrs3_input is
    'Criminal history of one offender-snapshot, as OGRS3 and other models need it. Kept as it came: what cannot be '
    'scored is refused, and counted, when it is scored.';
comment on column warehouse.ogrs3_input.snapshot_date is 'Last day of a quarter: the caseload''s snapshot.';
comment on column warehouse.ogrs3_input.offender_id is 'The person.';
comment on column warehouse.ogrs3_input.vintage_id is 'The extract that the row came in.';
comment on column warehouse.ogrs3_input.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';
comment on column warehouse.ogrs3_input.convicted_on is 'Day of the current conviction.';
comment on column warehouse.ogrs3_input.follow_up_from is 'Day on which follow-up begins: supplied, never derived.';
comment on column warehouse.ogrs3_input.sanctions is 'All sanctions, the current one included.';
comment on column warehouse.ogrs3_input.age_at_first_sanction is 'Whole years.';
comment on column warehouse.ogrs3_input.age_at_conviction is
    'Completed years at the current conviction, counted by the source from the day of birth; where null, they are '
    'counted from the month of birth.';
comment on column warehouse.ogrs3_input.age_at_follow_up is
    'Completed years when follow-up begins, counted by the source from the day of birth; where null, they are counted '
    'from the month of birth.';
comment on column warehouse.ogrs3_input.offence_code is
    'Home Office code of the current offence, five characters: text, since leading zeros matter.';

create unique index ogrs3_input_current on warehouse.ogrs3_input (snapshot_date, offender_id)
    where superseded_by is null;

create table warehouse.prediction_run (
    run_id integer generated always as identity primary key,
    model_id smallint not null references warehouse.prediction_model,
    made_at timestamptz not null default now(),
    made_by text not null default current_user,
    caseload_rows bigint not null check (caseload_rows >= 0),
    predicted_rows bigint not null check (predicted_rows between 0 and caseload_rows)
);
comment on table warehouse.prediction_run is
    'One application of a model to the current caseload; the latest one of a model made all of its predictions.';
comment on column warehouse.prediction_run.run_id is 'Rises with each run.';
comment on column warehouse.prediction_run.model_id is 'The model.';
comment on column warehouse.prediction_run.made_at is 'When.';
comment on column warehouse.prediction_run.made_by is 'The role that ran it.';
comment on column warehouse.prediction_run.caseload_rows is 'Offender-snapshots read.';
comment on column warehouse.prediction_run.predicted_rows is 'Those that were given a prediction.';

create table warehouse.prediction_refusal (
    run_id integer not null references warehouse.prediction_run,
    reason text not null check (reason <> ''),
    refused_rows bigint not null check (refused_rows > 0),
    primary key (run_id, reason)
);
comment on table warehouse.prediction_refusal is 'Why offender-snapshots of a run were given no prediction.';
comment on column warehouse.prediction_refusal.run_id is 'The run.';
comment on column warehouse.prediction_refusal.reason is 'The refusal''s name.';
comment on column warehouse.prediction_refusal.refused_rows is 'Offender-snapshots refused for it.';

-- No reference to other tables: its rows are only ever inserted from the caseload, millions at a time, and checking
-- them one by one would take longer than predicting them.
create table warehouse.prediction (
    model_id smallint not null,
    snapshot_date date not null,
    offender_id integer not null,
    predicted double precision not null check (predicted >= 0 and predicted <= 1),
    primary key (model_id, snapshot_date, offender_id)
);
comment on table warehouse.prediction is
    'Predictions made here, beside those that came with the caseload, which they never replace.';
comment on column warehouse.prediction.model_id is 'The model, of warehouse.prediction_model.';
comment on column warehouse.prediction.snapshot_date is 'The caseload''s snapshot.';
comment on column warehouse.prediction.offender_id is 'The person.';
comment on column warehouse.prediction.predicted is
    'Predicted probability of proven re-offending within the model''s horizon, unrounded.';

create view reporting.ogrs3_input as
select
    snapshot_date, offender_id, convicted_on, follow_up_from, sanctions, age_at_first_sanction, age_at_conviction,
    age_at_follow_up, offence_code
from warehouse.ogrs3_input
where superseded_by is null;
comment on view reporting.ogrs3_input is 'Current criminal histories of offender-snapshots.';

create view reporting.prediction as
select model_id, snapshot_date, offender_id, predicted from warehouse.prediction;
comment on view reporting.prediction is 'Predictions made here.';

create view reporting.prediction_run as
select run_id, model_id, made_at, caseload_rows, predicted_rows from warehouse.prediction_run;
comment on view reporting.prediction_run is 'Applications of models to the caseload.';
