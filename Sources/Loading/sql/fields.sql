-- The kind's columns: of each its name, its type, its name in the table or '', and what an empty cell means or '' ($1 to
-- $4); those that a row is known by, beside its person, are in $5.
insert into field (name, type, kept, absent, is_key, place)
select name, type::regtype, nullif(kept, ''), nullif(absent, ''), name = any($5), place
from unnest($1, $2, $3, $4) with ordinality as f (name, type, kept, absent, place)
