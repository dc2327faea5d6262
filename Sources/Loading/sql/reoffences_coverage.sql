select min(offence_date) as first_day, max(proven_date) as last_day from incoming
