insert into warehouse.caseload_snapshot (
    snapshot_date, offender_id, predicted, vintage_id, trust_id, authority_id, model_id, tier, order_type, pnc_matched
)
select
    snapshot_date, offender_id, predicted, $1, trust_id, authority_id, model_id, tier, order_type, pnc_matched
from incoming
where not unchanged
