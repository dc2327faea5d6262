-- Completes `account` where it has rows of persons, and fills the tables
--   `accounted`: the persons of it and of current accounts of the kind, with their keys in the warehouse;
--   `held_after`: how many rows of each of them the warehouse will have on each day, and how many of these are the file's.
-- A later extract replaces the account of a person's rejected rows once the warehouse has as many of the person's rows of
-- these months as the extract read.
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
left join warehouse.offender c on c.crn_pseudonym = k.person
left join warehouse.offender n on n.pseudonym = k.person;

do $$
declare
    -- A member of a cohort has no day of its own.
    day text := (
        select quote_ident(a.attname)
        from field f
        join pg_attribute a on a.attname = f.kept
        where f.name = laa.bound_text('first_day') and a.attrelid = laa.bound_text('filled')::regclass);
begin
    execute format(
        'insert into held_after
        select offender_id, day, count(*), count(*) filter (where is_of_file)
        from (
            select i.offender_id, i.%I as day, true as is_of_file
            from incoming i
            where i.offender_id in (select offender_id from accounted)
            union all
            select t.offender_id, %s, false
            from %s t
            where t.superseded_by is null and t.offender_id in (select offender_id from accounted)
                and not exists (select from incoming i where i.old_row = t.ctid)
        ) r
        group by 1, 2',
        laa.bound_text('first_day'), coalesce('t.' || day, 'null::date'), laa.bound_text('filled')::regclass);
end $$;

update account a
set rows_needed = a.rows_needed + (
    select coalesce(sum(h.of_file), 0)
    from accounted k
    join held_after h using (offender_id)
    where k.person = a.person and date_trunc('month', h.day) between date_trunc('month', a.first_day) and a.last_day)
where a.person is not null
