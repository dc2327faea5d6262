-- The file of each stored model named $1, the latest first; only version $2, unless null.
select m.name, m.version, f.file
from warehouse.model_fit f
join warehouse.prediction_model m using (model_id)
where m.name = $1::text and ($2::text is null or m.version = $2)
order by m.model_id desc
