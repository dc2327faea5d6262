-- The publications, in order; only number $1, unless null.
select
    p.number, p.kind, p.name, p.areas, p.first_day, p.last_day, p.policy, p.as_of,
    array_to_string(p.vintages, ',') as vintages, p.program, p.considered, p.content_hash, p.recorded_by,
    to_char(p.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at
from warehouse.publication p
where $1::bigint is null or p.number = $1::bigint
order by p.number
