-- Current members that the file lacks, of cohorts whose lists were taken in the areas and on the days that it covers; the
-- cohorts stay.
insert into lacking (old_row, area_id, day)
select m.old_row, m.trust_id, c.taken_on
from filled m
join warehouse.ppo_cohort c using (cohort_id)
join (select distinct area_id, first_day, last_day from covered_area) v
    on v.area_id = m.trust_id and c.taken_on between v.first_day and v.last_day
cross join covered d
where c.taken_on between d.first_day and d.last_day
    and not exists (select from incoming i where i.old_row = m.old_row)
