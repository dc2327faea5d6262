-- Whether the caseload's snapshot of the day $1 has a row.
select reporting.holds_snapshot($1) as is_there
