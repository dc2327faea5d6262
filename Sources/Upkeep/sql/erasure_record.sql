-- Records that people were erased, and forgets what weighing the counts came to that they were part of.
with forgotten as (delete from warehouse.weighing)
insert into warehouse.erasure (people, rows_removed, rows_in_quarter, last_vintage, kept_out, reason)
select $1, $2, $3, max(vintage_id), $4, $5 from warehouse.vintage
