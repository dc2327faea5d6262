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

create temporary table repeated on commit drop as
select snapshot_date, offender_id, min(line) as first_line
from incoming
group by snapshot_date, offender_id having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select i.line, 'snapshot_date', i.snapshot_date::text, 'the same person and snapshot as line ' || r.first_line
from repeated r
join incoming i using (snapshot_date, offender_id)
where i.line > r.first_line;

delete from incoming i
using repeated r
where i.snapshot_date = r.snapshot_date and i.offender_id = r.offender_id and i.line > r.first_line;
