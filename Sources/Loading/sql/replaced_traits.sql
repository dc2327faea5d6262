-- What is recorded of people and would be replaced, likewise: by the extract that brought it or last revised it.
insert into replaced
select false, v.extracted_on
from trait_change c
join warehouse.offender o using (offender_id)
cross join lateral (
    select max(r.superseded_by) as vintage_id from warehouse.offender_revision r where r.offender_id = c.offender_id
) last
join warehouse.vintage v on v.vintage_id = coalesce(last.vintage_id, o.vintage_id)
where v.kind = laa.bound_text('kind') and v.extracted_on > laa.bound_date('made')
    and (o.sex <> c.sex or o.birth_month <> c.birth_month or o.ethnicity <> c.ethnicity)
