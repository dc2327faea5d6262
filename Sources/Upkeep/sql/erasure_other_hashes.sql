-- Their other numbers' hashes, by which a later extract or a rejected row may name them.
insert into erased_hash
select n.pseudonym
from erased_person e
join warehouse.identity i using (offender_id)
cross join lateral (values (i.pseudonym), (i.crn_pseudonym)) as n (pseudonym)
where n.pseudonym is not null
on conflict do nothing
