-- The tenths of the calibrations $1.
select calibration_id, decile, n, lowest, highest, observed, expected
from reporting.calibration_decile
where calibration_id = any ($1)
order by calibration_id, decile
