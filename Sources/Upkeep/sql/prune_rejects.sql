-- Removes the values of rejects of loads that ended before the day $1; how many there were stays in warehouse.load.
delete from warehouse.quarantine q
using warehouse.load l
where l.load_id = q.load_id and (l.ended_at at time zone 'UTC')::date < $1
