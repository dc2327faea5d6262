-- Current members that the file lacks, of the cohorts whose lists were taken from $1 to $2; a cohort itself stays.
insert into lacking (old_row)
select m.ctid
from warehouse.ppo_member m
join warehouse.ppo_cohort c using (cohort_id)
where m.superseded_by is null and c.taken_on between $1::date and $2::date
    and not exists (select from incoming i where i.old_row = m.ctid)
