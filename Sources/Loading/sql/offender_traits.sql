-- Revises people, once what was recorded of them is kept.
update warehouse.offender o
set sex = c.sex, birth_month = c.birth_month, ethnicity = c.ethnicity
from trait_change c
where c.offender_id = o.offender_id
