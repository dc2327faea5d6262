insert into warehouse.quarantine (load_id, file_line, column_name, value, reason)
select $1, line, column_name, value, reason
from rejected
order by line, column_name, reason
