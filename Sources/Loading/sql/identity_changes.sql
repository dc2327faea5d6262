-- Adds numbers that were not known yet of people whom the warehouse has.
insert into warehouse.identity as i (offender_id, pseudonym, crn_pseudonym)
select offender_id, pnc, crn
from trait_change
where pnc is not null or crn is not null
on conflict (offender_id) do update
set pseudonym = excluded.pseudonym, crn_pseudonym = excluded.crn_pseudonym
where i.pseudonym is distinct from excluded.pseudonym or i.crn_pseudonym is distinct from excluded.crn_pseudonym
