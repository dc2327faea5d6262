insert into rejected (line, column_name, value, reason)
select line, 'joined_on', joined_on::text, 'is not in January to March'
from staged
where extract(month from joined_on) > 3;
