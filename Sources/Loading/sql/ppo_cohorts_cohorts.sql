-- Adds the cohorts that are new to the warehouse, in this vintage.
insert into warehouse.ppo_cohort (
    cohort_id, name, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to, vintage_id
)
select
    (select coalesce(max(cohort_id), 0) from warehouse.ppo_cohort) + row_number() over (order by taken_on, cohort),
    cohort, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to, laa.bound_bigint('vintage')
from (
    select distinct cohort, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to from incoming
) met
where not exists (select from warehouse.ppo_cohort c where c.name = met.cohort)
