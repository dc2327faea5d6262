-- The table `account_before`: the accounts of earlier extracts of kind $1 whose areas and days this one covers. An account
-- of rows whose area could not be read is replaced where this extract covers all that its own covers.
create temporary table account_before on commit drop as
select a.ctid as old_row, a.area_id, a.first_day, a.last_day, a.rows_rejected
from warehouse.row_account a
join warehouse.vintage v on v.vintage_id = a.vintage_id
cross join covered d
where v.kind = $1 and a.superseded_by is null and (
    exists (
        select from covered_area c
        where (c.area_id is null or c.area_id = a.area_id) and c.first_day <= a.first_day and c.last_day >= a.last_day)
    or a.area_id is null and d.first_day <= a.first_day and d.last_day >= a.last_day
        and not exists (
            select from warehouse.coverage e
            where e.vintage_id = a.vintage_id
                and not exists (
                    select from covered_area c where c.area_id is null or c.area_id = e.area_id)))
