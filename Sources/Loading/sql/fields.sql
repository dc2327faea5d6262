-- The kind's columns: the name of each, its type, its name in the table or '', and what an empty cell means or '' ($1
-- to $4); $5 names the columns of the key, apart from the person.
insert into field (name, type, kept, absent, is_key, place)
select name, type::regtype, nullif(kept, ''), nullif(absent, ''), name = any($5), place
from unnest($1, $2, $3, $4) with ordinality as f (name, type, kept, absent, place)
