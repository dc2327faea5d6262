-- Keeps what was recorded of the people whom the vintage $1 revises.
insert into warehouse.offender_revision (offender_id, sex, birth_month, ethnicity, superseded_by)
select o.offender_id, o.sex, o.birth_month, o.ethnicity, $1
from warehouse.offender o
join trait_change using (offender_id)
