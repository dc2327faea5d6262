-- What the queries $3 counted of the last caseload up to the day $2 when the last published vintage was $1; no rows where that was
-- not kept.
select trust_id, authority_id, measure, value, people, with_prediction, predicted
from warehouse.caseload_make_up
where vintage_id = $1 and day = $2 and query = sha256(convert_to($3 || (select max(number) from laa.migration), 'UTF8'))
order by trust_id, authority_id nulls last, measure, value
