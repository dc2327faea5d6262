-- The people whom the hashes are of.
insert into erased_person
select o.offender_id from warehouse.offender o join erased_hash h on h.pseudonym = o.pseudonym
union
select o.offender_id from warehouse.offender o join erased_hash h on h.pseudonym = o.crn_pseudonym
