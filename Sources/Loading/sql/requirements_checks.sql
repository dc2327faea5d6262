insert into rejected (line, column_name, value, reason)
select line, 'outcome', outcome, 'a completed requirement needs started_on'
from staged
where outcome = 'completed' and started_on is null;
