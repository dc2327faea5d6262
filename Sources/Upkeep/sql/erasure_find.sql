-- The people whom the hashes are of.
insert into erased_person
select i.offender_id from warehouse.identity i join erased_hash h on h.pseudonym = i.pseudonym
union
select i.offender_id from warehouse.identity i join erased_hash h on h.pseudonym = i.crn_pseudonym
