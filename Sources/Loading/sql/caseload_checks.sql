insert into rejected (line, column_name, value, reason)
select line, 'predicted', predicted::text, 'predicted and model are given both or neither'
from staged
where (predicted is null) <> (model is null);

-- 10 years are 3652 days, 110 are 40177.
insert into rejected (line, column_name, value, reason)
select line, 'birth_month', '(masked)', 'lies not 10 to 110 years before snapshot_date'
from staged
where snapshot_date - birth_month not between 3652 and 40177;
