select min(lower(applies)) as first_day, max(upper(applies) - 1) as last_day from incoming
