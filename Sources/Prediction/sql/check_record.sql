-- Records a check of the model named $1, version $2, if it is stored as it was checked (its definition $3): $4 folds, the
-- seed $5, the area under the curve $6 with its error $7, the Brier score $8, the slope $9 with its error $10, calibration
-- in the large $11 with its error $12.
insert into warehouse.model_check (
    model_id, latest_vintage, folds, seed, area_under_curve, area_under_curve_error, brier, slope, slope_error,
    in_the_large, in_the_large_error)
select
    f.model_id, (select max(vintage_id) from warehouse.vintage), $4::smallint, $5::text::numeric,
    $6::text::double precision, $7::text::double precision, $8::text::double precision, $9::text::double precision,
    $10::text::double precision, $11::text::double precision, $12::text::double precision
from warehouse.model_fit f
join warehouse.prediction_model m using (model_id)
where m.name = $1::text and m.version = $2::text and m.definition = $3::text::jsonb
