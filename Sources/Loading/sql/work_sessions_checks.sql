insert into rejected (line, column_name, value, reason)
select line, 'instructed', instructed::text, 'is less than attended and stood_down together'
from staged
where attended + stood_down > instructed;

insert into rejected (line, column_name, value, reason)
select line, 'hours', hours::text, 'is more than 24 for each who attended'
from staged
where hours > 24.0 * attended;
