-- People about whom the extract says something other, or more, than the warehouse does; an empty cell says nothing.
create temporary table trait_change on commit drop as
select
    o.offender_id,
    coalesce(i.pseudonym, p.pnc) as pnc,
    coalesce(i.crn_pseudonym, p.crn) as crn,
    coalesce(t.sex, o.sex) as sex,
    coalesce(t.birth_month, o.birth_month) as birth_month,
    coalesce(t.ethnicity, o.ethnicity) as ethnicity
from person p
join warehouse.offender o using (offender_id)
left join warehouse.identity i using (offender_id)
join trait t using (offender_id)
where not p.is_new and not p.alias and (
    t.sex is distinct from o.sex and t.sex is not null
    or t.birth_month is distinct from o.birth_month and t.birth_month is not null
    or t.ethnicity is distinct from o.ethnicity and t.ethnicity is not null
    or i.pseudonym is null and p.pnc is not null
    or i.crn_pseudonym is null and p.crn is not null);
