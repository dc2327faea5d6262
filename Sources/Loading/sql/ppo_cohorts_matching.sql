-- Each good row with the current membership of its person in its cohort.
create temporary table incoming on commit drop as
select
    s.line, s.cohort, s.taken_on, s.baseline_from, s.baseline_to, s.follow_up_from, s.follow_up_to, s.sex,
    s.birth_month, s.ethnicity, p.offender_id, s.trust as trust_id, s.authority as authority_id, m.old_row,
    m.offender_id is not null
        and (s.trust, s.authority) is not distinct from (m.trust_id, m.authority_id) as unchanged
from staged s
join person p on p.key = coalesce(s.crn, s.pnc)
left join warehouse.ppo_cohort c on c.name = s.cohort
left join filled m on m.cohort_id = c.cohort_id and m.offender_id = p.offender_id
where not exists (select from rejected r where r.line = s.line);
