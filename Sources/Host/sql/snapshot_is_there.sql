-- A row of the caseload's snapshot of the day $1, if there is one.
select snapshot_date as day from reporting.caseload where snapshot_date = $1 limit 1
