-- Each good row with the current row of its person and snapshot.
create temporary table incoming on commit drop as
select
    s.line, s.snapshot_date, p.offender_id, s.convicted_on, s.follow_up_from, s.sanctions, s.age_at_first_sanction,
    s.age_at_conviction, s.age_at_follow_up, s.offence_code, h.ctid as old_row,
    h.offender_id is not null
        and (s.convicted_on, s.follow_up_from, s.sanctions, s.age_at_first_sanction, s.age_at_conviction,
            s.age_at_follow_up, s.offence_code) is not distinct from
            (h.convicted_on, h.follow_up_from, h.sanctions, h.age_at_first_sanction, h.age_at_conviction,
            h.age_at_follow_up, h.offence_code) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.ogrs3_input h
    on h.snapshot_date = s.snapshot_date and h.offender_id = p.offender_id and h.superseded_by is null
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
