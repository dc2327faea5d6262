-- The last load of the content $1 by the settings $2, where another one would change nothing: none of its rows was
-- rejected, and of its kind nothing was loaded since for the same areas and days. Loads of files that follow it, of the
-- contents $3 and the settings $4, do not count: they came after it then too.
with earlier as (
    select l.*
    from warehouse.loaded_file f
    join warehouse.load l using (load_id)
    where f.content = decode($1, 'hex') and f.settings = decode($2, 'hex')
    order by l.load_id desc
    limit 1
)
select
    l.rows_read, l.rows_loaded, l.rows_unchanged, l.rows_quarantined, l.rows_withdrawn,
    c.first_day, c.last_day
from earlier l
cross join lateral (
    select min(covers_from) as first_day, max(covers_through) as last_day
    from warehouse.coverage
    where vintage_id = l.vintage_id
) c
where l.rows_quarantined = 0
    and not exists (
        select
        from warehouse.load later
        where later.kind = l.kind and later.load_id > l.load_id and later.vintage_id is not null
            and not exists (
                select
                from warehouse.loaded_file f
                join unnest($3::text[], $4::text[]) as following(content, settings)
                    on f.content = decode(following.content, 'hex') and f.settings = decode(following.settings, 'hex')
                where f.load_id = later.load_id)
            and (
                -- A load that changed nothing does not say what it covers.
                l.vintage_id is null
                or exists (
                    select
                    from warehouse.coverage own
                    join warehouse.coverage other
                        on (own.area_id is null or other.area_id is null or own.area_id = other.area_id)
                        and own.covers_from <= other.covers_through and own.covers_through >= other.covers_from
                    where own.vintage_id = l.vintage_id and other.vintage_id = later.vintage_id)))
