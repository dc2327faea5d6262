insert into rejected (line, column_name, value, reason)
select line, 'proven_date', proven_date::text, 'is before offence_date ' || offence_date
from staged
where proven_date < offence_date;

insert into rejected (line, column_name, value, reason)
select line, 'disposal_date', disposal_date::text, 'is before proven_date ' || proven_date
from staged
where disposal_date < proven_date;
