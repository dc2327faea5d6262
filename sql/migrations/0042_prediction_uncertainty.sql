-- How uncertain predictions made here are because their model was fitted on so many people and no more; and how well a
-- model that was checked is calibrated in the large.
create table warehouse.prediction_uncertainty (
    model_id smallint not null references warehouse.prediction_model,
    snapshot_date date not null,
    trust_id smallint not null references warehouse.area,
    authority_id smallint references warehouse.area,
    breakdown text check (breakdown in ('sex', 'age-band', 'ethnicity', 'tier', 'order-type')),
    in_group text check (in_group is null or breakdown is not null),
    variance double precision not null check (variance >= 0),
    directions double precision[] not null
);
comment on table warehouse.prediction_uncertainty is
    'What the uncertainty of a model''s coefficients does to its predictions'' sum, for the people of each place, and for each '
    'group of a breakdown there: those matched to the Police National Computer, in snapshots that the model was not fitted on.';
comment on column warehouse.prediction_uncertainty.model_id is 'The model.';
comment on column warehouse.prediction_uncertainty.snapshot_date is 'The caseload''s snapshot.';
comment on column warehouse.prediction_uncertainty.trust_id is 'The supervising area or trust.';
comment on column warehouse.prediction_uncertainty.authority_id is 'The local authority; null where not assigned.';
comment on column warehouse.prediction_uncertainty.breakdown is 'What the people are divided by; null for all of them.';
comment on column warehouse.prediction_uncertainty.in_group is 'Their group; null for all, and where it is not recorded.';
comment on column warehouse.prediction_uncertainty.variance is 'The sum of p(1 - p) over their predictions p.';
comment on column warehouse.prediction_uncertainty.directions is
    'Lᵀg, where g is the sum of p(1 - p)x over their rows x of the model''s design, and LLᵀ the covariance of its '
    'coefficients by person: the sum of predictions over any places has the variance |Lᵀg|², g added up over them.';
create index prediction_uncertainty_of
    on warehouse.prediction_uncertainty (model_id, snapshot_date, breakdown);

create view reporting.prediction_uncertainty as
select model_id, snapshot_date, trust_id, authority_id, breakdown, in_group, variance, directions
from warehouse.prediction_uncertainty;
comment on view reporting.prediction_uncertainty is
    'How uncertain the sums of predictions made here are, by place, for models that were fitted here.';

alter table warehouse.model_check
    add column in_the_large double precision,
    add column in_the_large_error double precision check (in_the_large_error >= 0);
comment on column warehouse.model_check.in_the_large is
    'What has to be added to every logit for as many to be expected as re-offended; null where not estimable, and for a check '
    'that was made before it was kept.';
comment on column warehouse.model_check.in_the_large_error is 'Its standard error over people.';

create or replace view reporting.model_fit as
select
    f.model_id, f.fitted_on, f.n, f.people, f.observed, f.synthetic, c.area_under_curve, c.area_under_curve_error,
    c.brier, c.slope, c.slope_error, c.in_the_large, c.in_the_large_error
from warehouse.model_fit f
left join lateral (
    select *
    from warehouse.model_check c
    where c.model_id = f.model_id
    order by c.check_id desc
    limit 1
) c on true;
