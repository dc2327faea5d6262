-- Fills the tables
--   `accounted`: the persons of `account` and of current accounts of the kind, with their keys in the warehouse;
--   `held_after`: how many rows of each of them the warehouse will have on each day, and by which vintage (null for the
--   file's own that are new or revised).
insert into accounted
select k.person, coalesce(p.offender_id, c.offender_id, n.offender_id) as offender_id
from (
    select person from account where person is not null
    union
    select a.person
    from warehouse.row_account a
    join warehouse.vintage v on v.vintage_id = a.vintage_id
    where v.kind = laa.bound_text('kind') and a.superseded_by is null and a.person is not null
) k
left join person p on p.key = k.person
left join warehouse.identity c on c.crn_pseudonym = k.person
left join warehouse.identity n on n.pseudonym = k.person;
analyze accounted;

do $$
declare
    -- A member of a cohort has no day of its own.
    day text := (
        select quote_ident(a.attname)
        from field f
        join pg_attribute a on a.attname = f.kept
        where f.name = laa.bound_text('first_day') and a.attrelid = laa.bound_text('filled')::regclass);
begin
    if not exists (select from accounted) then return; end if;
    execute format(
        'insert into held_after
        select offender_id, day, vintage_id, count(*)
        from (
            select i.offender_id, i.%1$I as day, case when i.unchanged then t.vintage_id end as vintage_id
            from incoming i
            left join filled t using (old_row)
            where i.offender_id in (select offender_id from accounted)
            union all
            select t.offender_id, %2$s, t.vintage_id
            from filled t
            where t.offender_id in (select offender_id from accounted)
                and not exists (select from incoming i where i.old_row = t.old_row)
        ) r
        group by 1, 2, 3',
        laa.bound_text('first_day'), coalesce('t.' || day, 'null::date'));
    insert into lacked
    select distinct t.offender_id
    from lacking l
    join filled t using (old_row)
    where t.offender_id in (select offender_id from accounted);
end $$;
analyze held_after;
analyze account
