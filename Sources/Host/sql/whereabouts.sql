-- The areas of the people $1 on each day that a caseload snapshot has them; of those who are in none, on the day that the
-- list of a cohort of prolific offenders has them.
with on_caseload as (
    select offender_id, snapshot_date as day, trust_id, authority_id
    from reporting.caseload
    where offender_id = any ($1::integer[])
)
select * from on_caseload
union all
select m.offender_id, c.taken_on, m.trust_id, m.authority_id
from reporting.ppo_member m
join reporting.ppo_cohort c using (cohort_id)
where m.offender_id = any ($1::integer[]) and m.offender_id not in (select offender_id from on_caseload)
order by offender_id, day
