-- Adds by what the people are known who are new to the warehouse.
insert into warehouse.identity (offender_id, pseudonym, crn_pseudonym)
select offender_id, pnc, crn
from person
where is_new and not alias
order by offender_id
