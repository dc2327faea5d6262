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
    'A name and version mean one model for good. Only the horizon of a model whose predictions were supplied may be stated '
    'later.';
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

create view reporting.model_fit as
select model_id, fitted_on, n, people, observed, synthetic from warehouse.model_fit;
comment on view reporting.model_fit is 'Models that were fitted here, when, and on how many.';
