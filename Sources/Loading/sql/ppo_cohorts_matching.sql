-- Each good row with the current membership of its person in its cohort.
create temporary table incoming on commit drop as
select
    s.line, s.cohort, s.taken_on, s.baseline_from, s.baseline_to, s.follow_up_from, s.follow_up_to, p.offender_id,
    s.trust as trust_id, s.authority as authority_id, m.ctid as old_row,
    m.offender_id is not null
        and (s.trust, s.authority) is not distinct from (m.trust_id, m.authority_id) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.ppo_cohort c on c.name = s.cohort
left join warehouse.ppo_member m
    on m.cohort_id = c.cohort_id and m.offender_id = p.offender_id and m.superseded_by is null
where not exists (select from rejected r where r.line = s.line);

create temporary table repeated on commit drop as
select cohort, offender_id, min(line) as first_line
from incoming
group by cohort, offender_id having count(*) > 1;

insert into rejected (line, column_name, value, reason)
select i.line, 'cohort', i.cohort, 'the same person and cohort as line ' || r.first_line
from repeated r
join incoming i using (cohort, offender_id)
where i.line > r.first_line;

delete from incoming i
using repeated r
where i.cohort = r.cohort and i.offender_id = r.offender_id and i.line > r.first_line;
