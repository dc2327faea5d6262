-- How models that were fitted here came about; and a model that is stored no longer changes.
create table warehouse.model_fit (
    model_id smallint primary key references warehouse.prediction_model,
    stored_at timestamptz not null default now(),
    stored_by text not null default current_user,
    fitted_on date not null,
    n bigint not null check (n > 0),
    people bigint not null check (people between 1 and n),
    observed bigint not null check (observed between 0 and n),
    synthetic boolean not null,
    file text not null check (file <> '')
);
comment on table warehouse.model_fit is
    'A model that was fitted by ''laa predict fit'' and stored: its file, with the coefficients and how sure they are.';
comment on column warehouse.model_fit.model_id is 'The model.';
comment on column warehouse.model_fit.stored_at is 'When it was stored.';
comment on column warehouse.model_fit.stored_by is 'The role that stored it.';
comment on column warehouse.model_fit.fitted_on is 'The day on which it was fitted.';
comment on column warehouse.model_fit.n is 'Offender-snapshots that it was fitted on.';
comment on column warehouse.model_fit.people is 'How many people these are of.';
comment on column warehouse.model_fit.observed is 'How many of them re-offended.';
comment on column warehouse.model_fit.synthetic is 'Whether any row that it was fitted on is made up.';
comment on column warehouse.model_fit.file is 'The model''s file, byte by byte.';

create function warehouse.refuse_model_change() returns trigger
language plpgsql as $$
begin
    raise exception 'the model ''%'', version ''%'', is stored and does not change', old.name, old.version
        using errcode = 'integrity_constraint_violation', hint = 'Give the changed model a version of its own.';
end
$$;
comment on function warehouse.refuse_model_change() is
    'A name and version mean one model for good. Only the horizon of a model whose predictions were supplied may be '
    'stated later.';
create trigger stored_model_stays
before update on warehouse.prediction_model
for each row
when (
    (old.name, old.version, old.fitted_on) is distinct from (new.name, new.version, new.fitted_on)
    or old.definition is not null
        and (old.definition, old.horizon_months) is distinct from (new.definition, new.horizon_months))
execute function warehouse.refuse_model_change();

create function warehouse.refuse_fit_change() returns trigger
language plpgsql as $$
begin
    raise exception 'the fit of model % is stored and does not change', old.model_id
        using errcode = 'integrity_constraint_violation', hint = 'Fit again, and store it as another version.';
end
$$;
comment on function warehouse.refuse_fit_change() is 'How a model was fitted does not change either.';
create trigger stored_fit_stays
before update or delete on warehouse.model_fit
for each row execute function warehouse.refuse_fit_change();

create table warehouse.model_check (
    check_id integer generated always as identity primary key,
    model_id smallint not null references warehouse.model_fit,
    made_at timestamptz not null default now(),
    made_by text not null default current_user,
    latest_vintage integer references warehouse.vintage,
    folds smallint not null check (folds >= 2),
    seed numeric(20) not null check (seed >= 0),
    area_under_curve double precision check (area_under_curve between 0 and 1),
    area_under_curve_error double precision check (area_under_curve_error >= 0),
    brier double precision check (brier between 0 and 1),
    slope double precision,
    slope_error double precision check (slope_error >= 0)
);
comment on table warehouse.model_check is
    'How good a stored model is on its own baseline, cross-validated over people: a row for each time it was checked.';
comment on column warehouse.model_check.check_id is 'Rises with each check.';
comment on column warehouse.model_check.model_id is 'The model.';
comment on column warehouse.model_check.made_at is 'When.';
comment on column warehouse.model_check.made_by is 'The role that made it.';
comment on column warehouse.model_check.latest_vintage is 'The last vintage that the warehouse had then.';
comment on column warehouse.model_check.folds is 'Into how many parts people were divided.';
comment on column warehouse.model_check.seed is 'What decided who was in which part.';
comment on column warehouse.model_check.area_under_curve is
    'Area under the receiver operating characteristic curve; null where not estimable.';
comment on column warehouse.model_check.area_under_curve_error is 'Its standard error over people.';
comment on column warehouse.model_check.brier is 'Brier score: mean squared difference of prediction and outcome.';
comment on column warehouse.model_check.slope is
    'Slope of a logistic regression of the outcomes on the logits of the predictions; null where not estimable.';
comment on column warehouse.model_check.slope_error is 'Its standard error over people.';
create index model_check_of on warehouse.model_check (model_id, check_id);

create view reporting.model_fit as
select
    f.model_id, f.fitted_on, f.n, f.people, f.observed, f.synthetic, c.area_under_curve, c.area_under_curve_error,
    c.brier, c.slope, c.slope_error
from warehouse.model_fit f
left join lateral (
    select *
    from warehouse.model_check c
    where c.model_id = f.model_id
    order by c.check_id desc
    limit 1
) c on true;
comment on view reporting.model_fit is
    'Models that were fitted here, when, on how many, and how good they were when last checked; null where never.';
