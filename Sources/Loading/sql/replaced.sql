-- What an extract would replace of what extracts of its kind have brought that were made later: here, rows.
create temporary table replaced (is_row boolean not null, made date not null) on commit drop;

insert into replaced
select true, v.extracted_on
from (
    select old_row from incoming where old_row is not null and not unchanged
    union all
    select old_row from lacking where laa.bound_boolean('withdraws')
) o
join filled t using (old_row)
join warehouse.vintage v using (vintage_id)
where v.extracted_on > laa.bound_date('made');
