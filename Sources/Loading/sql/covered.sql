select first_day, last_day from covered
