-- What weighing came to under a key, both in base64, which PostgreSQL writes in lines.
select replace(encode(marks, 'base64'), chr(10), '') as marks from warehouse.weighing where key = decode($1, 'base64')
