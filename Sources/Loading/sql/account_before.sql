-- The table `account_before`: the accounts of earlier extracts of kind $1 that this one replaces. It must cover their areas
-- and days, and hold their rows: as many as they read, with none of the warehouse's missing, unless it is declared
-- complete ($2); and it must not have been made earlier ($3). An account of rows whose area could not be read is replaced
-- where this extract covers all that its own covers.
create temporary table account_before on commit drop as
with candidate as (
    select a.ctid as old_row, a.vintage_id, a.area_id, a.part_id, a.first_day, a.last_day, a.rows_read, a.rows_rejected
    from warehouse.row_account a
    join warehouse.vintage v on v.vintage_id = a.vintage_id
    cross join covered d
    where v.kind = $1 and a.superseded_by is null and coalesce($3::date >= v.extracted_on, true) and (
        exists (
            select from covered_area c
            where (c.area_id is null or c.area_id = a.area_id) and c.first_day <= a.first_day
                and c.last_day >= a.last_day)
        or a.area_id is null and d.first_day <= a.first_day and d.last_day >= a.last_day
            and not exists (
                select from warehouse.coverage e
                where e.vintage_id = a.vintage_id
                    and not exists (
                        select from covered_area c where c.area_id is null or c.area_id = e.area_id)))
),
-- How many rows each extract read of each area, and how many this one did. Rows of an area that could not be read may be
-- of any.
read_before as (
    select vintage_id, area_id, sum(rows_read) as rows_read from candidate group by vintage_id, area_id
),
read_now as (
    select area_id, sum(rows_read) as rows_read from account group by area_id
),
read_in_all as (
    select sum(rows_read) as rows_read from account
)
select c.old_row, c.area_id, c.part_id, c.first_day, c.last_day, c.rows_rejected
from candidate c
join read_before b on b.vintage_id = c.vintage_id and b.area_id is not distinct from c.area_id
cross join read_in_all i
left join read_now n on n.area_id = c.area_id
where $2::text = 'true' or (
    coalesce(case when c.area_id is null then i.rows_read else n.rows_read end, 0) >= b.rows_read
    and not exists (
        select from lacking l
        where (c.area_id is null or l.area_id is null or l.area_id = c.area_id)
            and l.day between c.first_day and c.last_day))
