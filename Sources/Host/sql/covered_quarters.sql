-- The quarters that have a caseload snapshot or a termination, by their first day.
select distinct date_trunc('quarter', day)::date as first_day
from (
    select distinct snapshot_date as day from reporting.caseload
    union
    select distinct date_trunc('month', terminated_on)::date from reporting.termination
) as covered
order by 1
