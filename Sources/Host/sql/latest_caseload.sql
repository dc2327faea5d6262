-- The last caseload snapshot up to a day.
select max(snapshot_date) as day from reporting.caseload where snapshot_date <= $1
