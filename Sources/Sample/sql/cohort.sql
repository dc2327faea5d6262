insert into warehouse.ppo_cohort (
    cohort_id, name, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to, vintage_id
)
values ($1, $2, $3, $4, $5, $6, $7, $8)
