-- 10 years are 3652 days, 110 are 40177.
insert into rejected (line, column_name, value, reason)
select line, 'birth_month', '(masked)', 'lies not 10 to 110 years before terminated_on'
from staged
where terminated_on - birth_month not between 3652 and 40177;
