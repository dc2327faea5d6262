-- The checks of a table ($1) that concern only one column ($2) and list words.
select pg_get_constraintdef(c.oid) as definition
from pg_constraint c
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
where c.contype = 'c' and c.conrelid = $1::regclass and a.attname = $2 and cardinality(c.conkey) = 1
    and pg_get_constraintdef(c.oid) like '%''%''::text%'
