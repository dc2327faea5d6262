update warehouse.ppo_member m
set superseded_by = $1
from incoming i
where m.ctid = i.old_row and not i.unchanged
