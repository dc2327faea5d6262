-- The horizons that good rows state for the models $1, which have none yet; $2 is that of rows that state none, or 0.
select distinct s.model as model_id, coalesce(s.horizon, nullif($2, 0)) as horizon
from staged s
where s.model = any ($1) and coalesce(s.horizon, nullif($2, 0)) is not null
    and not exists (select from rejected r where r.line = s.line)
order by 1
