select min(terminated_on) as first_day, max(terminated_on) as last_day from incoming
