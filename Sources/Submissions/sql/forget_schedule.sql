-- Forgets when the scheduled returns were due.
delete from warehouse.scheduled_return
