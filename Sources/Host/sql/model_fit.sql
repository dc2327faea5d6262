-- When and on whom the model $1 was fitted here, and how good it was when last checked, with 95% intervals; no row for one
-- that was not.
select
    fitted_on, n, people, area_under_curve as area, slope, in_the_large as large,
    area_under_curve - 1.959963984540054 * area_under_curve_error as area_from,
    area_under_curve + 1.959963984540054 * area_under_curve_error as area_to,
    slope - 1.959963984540054 * slope_error as slope_from, slope + 1.959963984540054 * slope_error as slope_to,
    in_the_large - 1.959963984540054 * in_the_large_error as large_from,
    in_the_large + 1.959963984540054 * in_the_large_error as large_to
from reporting.model_fit
where model_id = $1
