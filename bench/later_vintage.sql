-- A later extract that revises one in a hundred rows of a snapshot, so that looking back to before it has something to
-- leave out.
insert into warehouse.vintage (kind, source_system, covers_from, covers_through, synthetic)
values ('caseload', 'benchmark', '2010-12-31', '2010-12-31', true);
update warehouse.caseload_snapshot
set superseded_by = (select max(vintage_id) from warehouse.vintage)
where snapshot_date = '2010-12-31' and superseded_by is null and offender_id % 100 = 0;
insert into warehouse.caseload_snapshot (
    snapshot_date, offender_id, predicted, vintage_id, trust_id, authority_id, model_id, tier, order_type, pnc_matched,
    managed_by)
select
    snapshot_date, offender_id, predicted, superseded_by, trust_id, authority_id, model_id, tier, order_type, pnc_matched,
    managed_by
from warehouse.caseload_snapshot
where superseded_by is not null;
select max(vintage_id) - 1 as earlier from warehouse.vintage;
