-- Those of the days $1 for which the caseload has no snapshot.
select day
from unnest($1::date[]) as day
where not exists (select from reporting.caseload c where c.snapshot_date = day)
order by day
