insert into rule (place, test, first, second, words, days)
select count(*), $1, $2, $3, $4, $5 from rule
