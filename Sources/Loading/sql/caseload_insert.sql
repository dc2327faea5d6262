insert into warehouse.caseload_snapshot (
    snapshot_date, offender_id, predicted, vintage_id, trust_id, authority_id, model_id, tier, order_type, pnc_matched
)
select
    snapshot_date, offender_id, predicted, $1, trust_id, authority_id, model_id, tier, order_type, pnc_matched
from incoming
where not unchanged
-- In an index's order, which spares it from being filled here and there.
order by snapshot_date, offender_id
