-- The last day on which people were erased after the state of the warehouse that the entry $1 was made from, which is minutes
-- older than the entry; null where nobody was.
select max((e.erased_at at time zone 'UTC')::date) as erased_on
from warehouse.submission s
join warehouse.erasure e on e.erased_at > s.recorded_at - interval '1 hour' and e.rows_removed > 0
where s.number = $1
