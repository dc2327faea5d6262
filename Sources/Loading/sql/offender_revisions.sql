-- Revises people by the vintage $1; what was recorded until then is kept.
with kept as (
    insert into warehouse.offender_revision (offender_id, sex, birth_month, ethnicity, superseded_by)
    select o.offender_id, o.sex, o.birth_month, o.ethnicity, $1
    from warehouse.offender o
    join trait_change using (offender_id)
)
update warehouse.offender o
set sex = c.sex, birth_month = c.birth_month, ethnicity = c.ethnicity
from trait_change c
where c.offender_id = o.offender_id
