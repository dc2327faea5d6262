insert into warehouse.ppo_member (cohort_id, offender_id, trust_id, authority_id, vintage_id)
select c.cohort_id, i.offender_id, i.trust_id, i.authority_id, laa.bound_bigint('vintage')
from incoming i
join warehouse.ppo_cohort c on c.name = i.cohort
where not i.unchanged
