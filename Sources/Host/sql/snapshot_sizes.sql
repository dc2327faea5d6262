-- How many people each trust's caseload snapshot has.
select snapshot_date, area_id, people
from reporting.snapshot_size
