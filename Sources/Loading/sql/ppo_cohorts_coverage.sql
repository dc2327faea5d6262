select min(taken_on) as first_day, max(taken_on) as last_day from incoming
