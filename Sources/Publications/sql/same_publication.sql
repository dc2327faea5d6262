-- The publications with the content $2: the number of the first of the kind $1, and the position of the register that the
-- first of any kind was weighed against.
select min(number) filter (where kind = $1) as number, (array_agg(considered order by number))[1] as considered
from warehouse.publication
where content_hash = $2
having count(*) > 0
