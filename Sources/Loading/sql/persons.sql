-- Each identity with the person who has it in the warehouse, or else a key for a new one; torn where its two numbers
-- belong to different people in the warehouse.
create temporary table person on commit drop as
with found as (
    select
        i.key, i.pnc, i.crn, i.alias,
        coalesce(c.offender_id, p.offender_id) as offender_id,
        coalesce(c.offender_id <> p.offender_id, false) or coalesce(c.pseudonym <> i.pnc, false)
            or coalesce(p.crn_pseudonym <> i.crn, false) as torn
    from identity i
    left join warehouse.identity p on p.pseudonym = i.pnc
    left join warehouse.identity c on c.crn_pseudonym = i.crn
)
select
    key, pnc, crn, alias, torn, offender_id is null as is_new,
    coalesce(
        offender_id,
        (select coalesce(max(offender_id), 0) from warehouse.offender)
            + count(*) filter (where offender_id is null and not alias)
                over (rows between unbounded preceding and current row))::integer as offender_id
from found;
analyze person;

update person a
set offender_id = p.offender_id
from person p
where a.alias and a.is_new and p.crn = a.crn and not p.alias;

insert into rejected (line, column_name, value, reason)
select s.line, 'crn', '(masked)', 'in the warehouse these two numbers belong to different people'
from person p
join staged s on coalesce(s.crn, s.pnc) = p.key
where p.torn and not exists (select from rejected r where r.line = s.line);

delete from person where torn;
