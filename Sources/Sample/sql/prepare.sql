-- Prepares an empty warehouse for loading. Vintages are numbered from 1 again, so that an earlier failed load leaves no
-- gap in their numbers, and keys and indexes are built with more memory than usual.
alter table warehouse.vintage alter column vintage_id restart with 1;
set local maintenance_work_mem = '256MB';
