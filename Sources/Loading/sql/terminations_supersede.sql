update warehouse.termination t
set superseded_by = $1
from incoming i
where t.ctid = i.old_row and not i.unchanged
