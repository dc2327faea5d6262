-- Stores how the model $1 was fitted: on the day $2, on $3 offender-snapshots of $4 people of whom $5 re-offended,
-- whether any is made up ($6), and its file ($7). No row where the model has this fit already or another.
insert into warehouse.model_fit (model_id, fitted_on, n, people, observed, synthetic, file)
values ($1::smallint, $2::date, $3, $4, $5, $6, $7::text)
on conflict (model_id) do nothing
returning model_id
