-- The load that brought the content $1 by the settings $2. Where rows of it were rejected and something was loaded since,
-- reading it again may do more: people may be known now.
select
    l.rows_read, l.rows_loaded, l.rows_unchanged, l.rows_quarantined, l.rows_withdrawn,
    c.first_day, c.last_day
from warehouse.loaded_file f
join warehouse.load l using (load_id)
cross join lateral (
    select min(covers_from) as first_day, max(covers_through) as last_day
    from warehouse.coverage
    where vintage_id = l.vintage_id
) c
where f.content = decode($1, 'hex') and f.settings = decode($2, 'hex')
    and (
        l.rows_quarantined = 0
        or not exists (select from warehouse.load later where later.load_id > l.load_id and later.vintage_id is not null))
order by l.load_id desc
limit 1
