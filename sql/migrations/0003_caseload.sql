-- The caseload at quarter ends, with each person's predicted probability of re-offending.
create table warehouse.prediction_model (
    model_id smallint primary key check (model_id > 0),
    name text not null,
    version text not null,
    horizon_months smallint not null check (horizon_months > 0),
    fitted_on text not null,
    unique (name, version)
);
comment on table warehouse.prediction_model is 'Models whose predictions are stored; a prediction always names its own.';
comment on column warehouse.prediction_model.model_id is 'Key within this warehouse.';
comment on column warehouse.prediction_model.name is 'Name of the model.';
comment on column warehouse.prediction_model.version is 'Version of its coefficients.';
comment on column warehouse.prediction_model.horizon_months is 'Months after the snapshot that it predicts for.';
comment on column warehouse.prediction_model.fitted_on is 'The data that it was fitted on.';

create table warehouse.caseload_snapshot (
    snapshot_date date not null check (
        extract(day from snapshot_date + 1) = 1 and extract(month from snapshot_date) in (3, 6, 9, 12)),
    offender_id integer not null references warehouse.offender,
    predicted double precision check (predicted >= 0 and predicted <= 1),
    vintage_id integer not null references warehouse.vintage,
    superseded_by integer references warehouse.vintage,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    model_id smallint references warehouse.prediction_model,
    tier smallint check (tier between 1 and 4),
    order_type text check (order_type in ('community order', 'suspended sentence order', 'licence')),
    pnc_matched boolean not null,
    check ((predicted is null) = (model_id is null)),
    check (superseded_by > vintage_id)
);
comment on table warehouse.caseload_snapshot is
    'One offender-snapshot: a person on the probation caseload at a quarter end. One person may be in every snapshot.';
comment on column warehouse.caseload_snapshot.snapshot_date is 'Last day of a quarter.';
comment on column warehouse.caseload_snapshot.offender_id is 'The person.';
comment on column warehouse.caseload_snapshot.predicted is
    'Predicted probability of re-offending within the model''s horizon, 0 to 1; null where not predicted.';
comment on column warehouse.caseload_snapshot.vintage_id is 'The extract that the row came in.';
comment on column warehouse.caseload_snapshot.superseded_by is
    'The later extract that revised or withdrew the row; null while it is current.';
comment on column warehouse.caseload_snapshot.trust_id is 'Supervising probation area or trust, as recorded then.';
comment on column warehouse.caseload_snapshot.authority_id is
    'Upper-tier authority of the person''s address; null where it could not be assigned.';
comment on column warehouse.caseload_snapshot.model_id is 'The model that made the prediction.';
comment on column warehouse.caseload_snapshot.tier is 'Offender management tier, 1 (least) to 4.';
comment on column warehouse.caseload_snapshot.order_type is 'What the person is supervised under.';
comment on column warehouse.caseload_snapshot.pnc_matched is
    'Whether the person was matched to the Police National Computer; if not, re-offending is unknown.';

create unique index caseload_snapshot_current on warehouse.caseload_snapshot (snapshot_date, offender_id)
    where superseded_by is null;

create view reporting.caseload as
select snapshot_date, offender_id, trust_id, authority_id, predicted, model_id, tier, order_type, pnc_matched
from warehouse.caseload_snapshot
where superseded_by is null;
comment on view reporting.caseload is 'Current offender-snapshots.';

create view reporting.offender as
select offender_id, sex, birth_month, ethnicity from warehouse.offender;
comment on view reporting.offender is 'People, without their pseudonyms.';

create view reporting.prediction_model as
select model_id, name, version, horizon_months, fitted_on from warehouse.prediction_model;
comment on view reporting.prediction_model is 'Models whose predictions are stored.';
