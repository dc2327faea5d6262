-- The migrations that this warehouse has.
select
    number,
    name,
    checksum,
    to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as applied_at
from laa.migration
order by number
