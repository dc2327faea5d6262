-- People about whom the extract says something other, or more, than the warehouse does; an empty cell says nothing.
-- Where rows about one person differ, the last one counts.
create temporary table trait_change on commit drop as
select
    o.offender_id,
    coalesce(o.pseudonym, p.pnc) as pnc,
    coalesce(o.crn_pseudonym, p.crn) as crn,
    coalesce(s.sex, o.sex) as sex,
    coalesce(s.birth_month, o.birth_month) as birth_month,
    coalesce(s.ethnicity, o.ethnicity) as ethnicity
from person p
join warehouse.offender o using (offender_id)
join staged s using (line)
where not p.is_new and not p.alias and (
    s.sex is distinct from o.sex and s.sex is not null
    or s.birth_month is distinct from o.birth_month and s.birth_month is not null
    or s.ethnicity is distinct from o.ethnicity and s.ethnicity is not null
    or o.pseudonym is null and p.pnc is not null
    or o.crn_pseudonym is null and p.crn is not null);
