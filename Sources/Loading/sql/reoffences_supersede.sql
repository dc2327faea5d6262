update warehouse.proven_offence o
set superseded_by = $1
from incoming i
where o.ctid = i.old_row and not i.unchanged
