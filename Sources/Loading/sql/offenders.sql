-- Adds the people who are new to the warehouse, in the vintage $1.
insert into warehouse.offender (offender_id, sex, birth_month, ethnicity, vintage_id)
select p.offender_id, t.sex, t.birth_month, t.ethnicity, $1
from person p
join trait t using (offender_id)
where p.is_new and not p.alias
order by p.offender_id
