-- When the scheduled returns are due, as last noted.
select partnership, quarter, complete_on, last_indicators, due_on
from warehouse.scheduled_return
order by due_on, partnership, quarter
