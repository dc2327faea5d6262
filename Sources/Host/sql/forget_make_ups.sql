-- Forgets what was counted before the vintage $1.
delete from warehouse.caseload_make_up where vintage_id < $1
