-- Each good row with the current row of its person, day and kind.
create temporary table incoming on commit drop as
select
    s.line, p.offender_id, s.terminated_on, s.trust as trust_id, s.authority as authority_id, s.kind, s.reason,
    s.accommodation, s.employment, t.ctid as old_row,
    t.offender_id is not null
        and (s.trust, s.authority, s.reason, s.accommodation, s.employment) is not distinct from
            (t.trust_id, t.authority_id, t.reason, t.accommodation, t.employment) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.termination t
    on t.offender_id = p.offender_id and t.terminated_on = s.terminated_on and t.kind = s.kind
    and t.superseded_by is null
where not exists (select from rejected r where r.line = s.line);

create temporary table repeated on commit drop as
select offender_id, terminated_on, kind, min(line) as first_line
from incoming
group by offender_id, terminated_on, kind having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select i.line, 'terminated_on', i.terminated_on::text, 'the same person, day and kind as line ' || r.first_line
from repeated r
join incoming i using (offender_id, terminated_on, kind)
where i.line > r.first_line;

delete from incoming i
using repeated r
where i.offender_id = r.offender_id and i.terminated_on = r.terminated_on and i.kind = r.kind
    and i.line > r.first_line;
