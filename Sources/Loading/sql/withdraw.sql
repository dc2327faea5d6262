-- Supersedes the rows that the file lacks.
update filled t
set superseded_by = laa.bound_bigint('vintage')
from lacking l
where t.old_row = l.old_row
