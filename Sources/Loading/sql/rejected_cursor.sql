declare rejected_in_order no scroll cursor for
select line, column_name, value, reason
from rejected
order by line, column_name collate "C", reason collate "C"
