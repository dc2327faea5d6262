-- The number of the last publication; 0 before the first.
select coalesce(max(number), 0) as position from warehouse.publication
