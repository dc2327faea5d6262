-- Supersedes the rows that the file revises.
update filled t
set superseded_by = laa.bound_bigint('vintage')
from incoming i
where t.old_row = i.old_row and not i.unchanged
