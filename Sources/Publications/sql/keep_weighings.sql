-- Keeps what weighings came to: keys $1, results $2, both in base64.
insert into warehouse.weighing (key, marks)
select decode(kept.key, 'base64'), decode(kept.marks, 'base64')
from unnest($1::text[], $2::text[]) as kept (key, marks)
on conflict (key) do nothing
