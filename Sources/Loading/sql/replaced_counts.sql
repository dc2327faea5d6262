select count(*) filter (where is_row) as rows, count(*) filter (where not is_row) as people, max(made) as later
from replaced
