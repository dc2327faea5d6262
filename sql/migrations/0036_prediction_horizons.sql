-- A model's horizon may be unknown: predictions that come with a caseload do not always say how many months they are
-- for.
--
-- Until now three months were assumed for every model that an extract named. What was assumed is unknown from here on,
-- until an extract states it: 'laa load caseload FILE --horizon 3'.
alter table warehouse.prediction_model alter column horizon_months drop not null;
alter table warehouse.prediction_model add column horizon_since integer default 0 check (horizon_since >= 0);
alter table warehouse.prediction_model add check (horizon_months is null or horizon_since is not null);
comment on column warehouse.prediction_model.horizon_months is
    'Months after the snapshot that it predicts for; null where nobody has stated it: nothing is judged by it then.';
comment on column warehouse.prediction_model.horizon_since is
    'The vintage from which on the horizon is known, 0 for always; null where no extract has stated it yet. A model of '
    'before migration 36 has 0 whenever its horizon is stated, since what was made from it assumed one.';

update warehouse.prediction_model set horizon_months = null
where fitted_on = 'not stated: supplied with an extract';

create or replace view reporting.prediction_model as
select
    model_id, name, version,
    case when horizon_since <= coalesce(reporting.as_of(), horizon_since) then horizon_months end as horizon_months,
    fitted_on
from warehouse.prediction_model;
comment on view reporting.prediction_model is
    'Models whose predictions are stored. The horizon is null where no vintage up to that of reporting.as_of() states it.';
