-- The caseload as it is drawn, person by person; snapshots.sql moves it on.
create temporary table sample_snapshot (like warehouse.caseload_snapshot) on commit drop;
