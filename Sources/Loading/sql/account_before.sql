-- The table `account_before`: the accounts of earlier extracts of kind $1 that this one replaces, unless it was made earlier
-- ($3). An account of rejected rows of a person is replaced once the warehouse has as many of the person's rows of those
-- months as that extract read, one of them by this extract, or where this one rejects as many of them again. Any other
-- is replaced by an extract that covers its area and days and has its rows: as many of these months as it counts, with
-- none of the warehouse's missing. One that is declared complete ($2) replaces all accounts of what it covers.
create temporary table account_before on commit drop as
with earlier as (
    select
        a.ctid as old_row, a.*,
        -- Those of a person are the good ones of others' lines too.
        case when a.person is null then coalesce(a.rows_needed, a.rows_read) else a.rows_rejected end as needed
    from warehouse.row_account a
    join warehouse.vintage v on v.vintage_id = a.vintage_id
    where v.kind = $1 and a.superseded_by is null and coalesce($3::date >= v.extracted_on, true)
),
-- Those whose area and days this extract covers: where their area is not told, all those that their extract covers.
candidate as (
    select a.*
    from earlier a
    cross join covered d
    where exists (
            select from covered_area c
            where (c.area_id is null or c.area_id = a.area_id) and c.first_day <= a.first_day
                and c.last_day >= a.last_day)
        or a.area_id is null and d.first_day <= a.first_day and d.last_day >= a.last_day
            and not exists (
                select from warehouse.coverage e
                where e.vintage_id = a.vintage_id
                    and not exists (
                        select from covered_area c where c.area_id is null or c.area_id = e.area_id))
),
-- A trust and those it took over from are one area here: a row whose day cannot be read is of either.
root as (
    select
        area_id,
        coalesce((select min(s.successor_id) from warehouse.area_succession s where s.area_id = a.area_id), area_id)
            as root_id
    from warehouse.area a
),
-- How many rows each extract counts for each area. Rows of an area that could not be read may be of any: theirs are all.
read_before as (
    select
        vintage_id, root_id, min(date_trunc('month', first_day)) as first_month, max(last_day) as last_day,
        case
            when root_id is null then (select sum(o.needed) from candidate o where o.vintage_id = c.vintage_id)
            else sum(needed)
        end as needed
    from candidate c
    left join root using (area_id)
    group by vintage_id, root_id
),
-- And how many of the same months, and of areas that the other one covers, this one read.
compared as (
    select
        b.vintage_id, b.root_id,
        b.needed <= coalesce((
            select sum(n.rows_read)
            from account n
            left join root r using (area_id)
            where n.last_day >= b.first_month and date_trunc('month', n.first_day) <= b.last_day
                and case
                    when b.root_id is not null then r.root_id = b.root_id
                    else r.root_id is null or exists (
                        select
                        from warehouse.coverage e
                        left join root w using (area_id)
                        where e.vintage_id = b.vintage_id and (e.area_id is null or w.root_id = r.root_id))
                end), 0) as are_all_there
    from read_before b
),
replaced as (
    select old_row from candidate where $2::text = 'true'
    union
    select c.old_row
    from candidate c
    left join root r using (area_id)
    join compared p on p.vintage_id = c.vintage_id and p.root_id is not distinct from r.root_id
    where c.person is null and p.are_all_there and not exists (
        select from lacking l
        -- Rows whose area is not told may be missing wherever others are.
        where c.area_id is null or l.area_id = c.area_id and l.day between c.first_day and c.last_day)
    union
    select e.old_row
    from earlier e
    join accounted k using (person)
    cross join lateral (
        select sum(h.row_count) as row_count, sum(h.of_file) as of_file
        from held_after h
        where h.offender_id = k.offender_id
            and coalesce(date_trunc('month', h.day) between date_trunc('month', e.first_day) and e.last_day, true)
    ) h
    where h.of_file > 0 and h.row_count >= e.rows_needed
    union
    select e.old_row
    from earlier e
    join accounted k using (person)
    cross join lateral (
        select sum(a.rows_rejected) as rows_rejected
        from account a
        join accounted o using (person)
        where a.person = e.person or o.offender_id = k.offender_id
    ) a
    where a.rows_rejected >= e.rows_rejected
)
select
    e.old_row, e.vintage_id, e.area_id, e.part_id, e.person, e.first_day, e.last_day, e.rows_rejected, e.rows_read
from earlier e
join replaced using (old_row)
