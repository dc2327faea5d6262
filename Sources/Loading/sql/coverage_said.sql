update covered set first_day = $1, last_day = $2
