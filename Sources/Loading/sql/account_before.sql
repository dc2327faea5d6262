-- The table `account_before`: the accounts of earlier extracts of kind $1 that this one replaces. It must cover their areas
-- and days, and hold their rows: as many of these months as they read, with none of the warehouse's missing, unless it is
-- declared complete ($2); and it must not have been made earlier ($3). An account of rows whose area could not be read is
-- replaced where this extract covers all that its own covers.
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
-- A trust and those it took over from are one area here: a row whose day cannot be read is of either.
root as (
    select a.area_id, coalesce(s.successor_id, a.area_id) as root_id
    from warehouse.area a
    left join warehouse.area_succession s using (area_id)
),
-- How many rows each extract read of each area. Rows of an area that could not be read may be of any: theirs are all.
read_before as (
    select
        vintage_id, root_id, min(date_trunc('month', first_day)) as first_month, max(last_day) as last_day,
        case
            when root_id is null then (select sum(o.rows_read) from candidate o where o.vintage_id = c.vintage_id)
            else sum(rows_read)
        end as rows_read
    from candidate c
    left join root using (area_id)
    group by vintage_id, root_id
),
-- And how many of the same months this one read.
compared as (
    select
        b.vintage_id, b.root_id,
        b.rows_read <= coalesce((
            select sum(n.rows_read)
            from account n
            left join root r using (area_id)
            where (b.root_id is null or r.root_id = b.root_id) and n.last_day >= b.first_month
                and date_trunc('month', n.first_day) <= b.last_day), 0) as are_all_there
    from read_before b
)
select c.old_row, c.area_id, c.part_id, c.first_day, c.last_day, c.rows_rejected
from candidate c
left join root r using (area_id)
join compared p on p.vintage_id = c.vintage_id and p.root_id is not distinct from r.root_id
where $2::text = 'true' or p.are_all_there and not exists (
    select from lacking l
    where (c.area_id is null or l.area_id is null or l.area_id = c.area_id) and l.day between c.first_day and c.last_day)
