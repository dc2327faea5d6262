-- The last day on which people were erased that the warehouse as it was after vintage $1 had; null where nobody was.
select max((erased_at at time zone 'UTC')::date) as erased_on
from warehouse.erasure
where last_vintage >= $1 and rows_removed > 0
