update warehouse.caseload_snapshot c
set superseded_by = $1
from incoming i
where c.ctid = i.old_row and not i.unchanged
