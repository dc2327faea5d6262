insert into rejected (line, column_name, value, reason)
select line, 'outcome', outcome, 'what was completed was started: started_on is wanted'
from staged
where outcome = 'completed' and started_on is null;
