-- The last load of each kind, and what share of its rows was turned away.
select distinct on (l.kind)
    l.kind, l.ended_at::date as day, l.rows_read, l.rows_quarantined,
    case when l.rows_read > 0 then l.rows_quarantined::double precision / l.rows_read else 0 end as turned_away
from warehouse.load l
order by l.kind, l.load_id desc
