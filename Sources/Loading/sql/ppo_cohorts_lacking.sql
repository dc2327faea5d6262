-- Current members that the file lacks, of cohorts whose lists were taken on the covered days; the cohorts stay.
insert into lacking (old_row)
select m.ctid
from warehouse.ppo_member m
join warehouse.ppo_cohort c using (cohort_id)
cross join covered d
where m.superseded_by is null and c.taken_on between d.first_day and d.last_day
    and not exists (select from incoming i where i.old_row = m.ctid)
