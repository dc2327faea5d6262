-- How many rejected rows of earlier extracts of kind $1, of areas and days that this one covers, are still missing.
select coalesce(sum(a.rows_rejected), 0)::bigint as rows
from warehouse.row_account a
join warehouse.vintage v on v.vintage_id = a.vintage_id
where v.kind = $1 and a.superseded_by is null and a.rows_rejected > 0
    and not exists (select from account_before b where b.old_row = a.ctid)
    and exists (
        select from covered_area c
        where (c.area_id is null or a.area_id is null or c.area_id = a.area_id) and c.first_day <= a.last_day
            and c.last_day >= a.first_day)
