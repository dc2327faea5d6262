update warehouse.ogrs3_input h
set superseded_by = $1
from incoming i
where h.ctid = i.old_row and not i.unchanged
