-- What is recorded of people and would be replaced, likewise: by the extract of kind $1 that brought it or last revised it, if it
-- was made after the day $2.
insert into replaced
select false, v.extracted_on
from warehouse.offender o
join trait_change c on c.offender_id = o.offender_id
left join (
    select r.offender_id, max(r.superseded_by) as vintage_id
    from warehouse.offender_revision r
    where r.offender_id in (select t.offender_id from trait_change t)
    group by r.offender_id
) last on last.offender_id = o.offender_id
join warehouse.vintage v on v.vintage_id = coalesce(last.vintage_id, o.vintage_id)
where v.kind = $1 and v.extracted_on > $2::date
    and (o.sex <> c.sex or o.birth_month <> c.birth_month or o.ethnicity <> c.ethnicity)
