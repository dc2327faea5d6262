-- The table `current_row`, where the warehouse is distributed: copies of the current rows, of the table that the extract fills, that
-- are of the people of the extract and of current accounts. Those of what the extract covers come by covered_rows.sql; of
-- a table that knows no day of its rows, all are here.
create temporary table rejected_before on commit drop as
select a.person
from warehouse.row_account a
join warehouse.vintage v on v.vintage_id = a.vintage_id
where v.kind = laa.bound_text('kind') and a.superseded_by is null and a.person is not null;

create temporary table fetched on commit drop as
select offender_id from person where not is_new
union
select i.offender_id
from rejected_before r
join warehouse.identity i on i.pseudonym = r.person
union
select i.offender_id
from rejected_before r
join warehouse.identity i on i.crn_pseudonym = r.person;
analyze fetched;

do $$
declare
    has_day boolean := exists (
        select
        from field f
        join pg_attribute a on a.attname = f.kept
        where f.name = laa.bound_text('first_day') and a.attrelid = laa.bound_text('filled')::regclass);
begin
    execute format(
        'create temporary table current_row (like %s) on commit drop', laa.bound_text('filled')::regclass);
    execute format(
        'insert into current_row select t.* from %s t where t.superseded_by is null %s',
        laa.bound_text('filled')::regclass,
        case when has_day then 'and t.offender_id in (select f.offender_id from fetched f)' else '' end);
end $$;
analyze current_row;
