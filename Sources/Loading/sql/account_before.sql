-- The table `account_before`: the accounts of earlier extracts of kind $1 that this one replaces, unless it was made earlier
-- ($3). An account of rejected rows of a person is replaced once later extracts have brought as many rows of the person in
-- those months, this one lacking none that the warehouse has, or where this one rejects the same again. Any other is
-- replaced by an extract that covers its area and days and has its rows: as many of these months as it counts, with none
-- of the warehouse's missing. One that is declared complete ($2) replaces all accounts of what it covers.
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
        coalesce((select min(s.successor_id) from reporting.area_succession s where s.area_id = a.area_id), area_id)
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
-- Rejected rows of persons, each with how many rows the warehouse must get for them: all that were rejected of the person in
-- those months, by whichever identifier, repeats aside.
of_person as (
    select e.*, k.offender_id, coalesce(k.offender_id::text, e.person::text) as who
    from earlier e
    join accounted k using (person)
),
owed as (
    select e.old_row, e.offender_id, e.vintage_id, e.first_day, e.last_day, sum(o.rows_needed) as owed
    from of_person e
    join of_person o on o.who = e.who and date_trunc('month', o.first_day) <= e.last_day
        and o.last_day >= date_trunc('month', e.first_day)
    group by 1, 2, 3, 4, 5
),
made_good as (
    select e.old_row
    from owed e
    join held_after h on h.offender_id = e.offender_id and (h.vintage_id > e.vintage_id or h.vintage_id is null)
        and coalesce(date_trunc('month', h.day) between date_trunc('month', e.first_day) and e.last_day, true)
    where e.offender_id not in (select offender_id from lacked)
    group by e.old_row, e.owed
    having sum(h.row_count) >= e.owed
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
        -- And may be of any area: an extract for others too need not have them.
        and (c.area_id is not null or not exists (
            select
            from covered_area v
            where not exists (
                select
                from warehouse.coverage e
                where e.vintage_id = c.vintage_id and (e.area_id is null or e.area_id = v.area_id))))
    union
    select old_row from made_good
    union
    select c.old_row
    from candidate c
    join owed using (old_row)
    where owed.owed = 0 and owed.offender_id not in (select offender_id from lacked)
    union
    select e.old_row
    from of_person e
    join accounted k on coalesce(k.offender_id::text, k.person::text) = e.who
    join account a on a.person = k.person and a.area_id is not distinct from e.area_id
        and a.part_id is not distinct from e.part_id and a.first_day = e.first_day and a.last_day = e.last_day
    where a.rows_rejected >= e.rows_rejected
)
select
    e.old_row, e.vintage_id, e.area_id, e.part_id, e.person, e.first_day, e.last_day, e.rows_rejected, e.rows_read
from earlier e
join replaced using (old_row)
