-- The prediction models of which no extract has stated for how many months they predict.
select name || ' ' || version as model
from reporting.prediction_model
where horizon_months is null
order by name, version
