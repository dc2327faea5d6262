-- Each good row with the current row of its person and snapshot.
create temporary table incoming on commit drop as
select
    s.line, s.snapshot_date, p.offender_id, s.predicted, s.trust as trust_id, s.authority as authority_id,
    s.model as model_id, s.tier, s.order_type, s.pnc_matched, c.ctid as old_row,
    c.offender_id is not null
        and (s.predicted, s.trust, s.authority, s.model, s.tier, s.order_type, s.pnc_matched) is not distinct from
            (c.predicted, c.trust_id, c.authority_id, c.model_id, c.tier, c.order_type, c.pnc_matched) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.caseload_snapshot c
    on c.snapshot_date = s.snapshot_date and c.offender_id = p.offender_id and c.superseded_by is null
where not exists (select from rejected r where r.line = s.line);
