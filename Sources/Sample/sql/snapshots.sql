-- The caseload one snapshot after another, as extracts bring it: whoever reads a snapshot then reads few pages, and the
-- planner knows it.
insert into warehouse.caseload_snapshot
select * from sample_snapshot
order by snapshot_date, offender_id;
drop table sample_snapshot;
