-- Readies an empty warehouse for loading: vintages count from 1 again, so that a load that failed before leaves no
-- trace in their numbers, and keys and indexes are made with more memory than usual.
alter table warehouse.vintage alter column vintage_id restart with 1;
set local maintenance_work_mem = '256MB';
