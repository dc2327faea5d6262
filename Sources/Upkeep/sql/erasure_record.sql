-- Records that people were erased.
insert into warehouse.erasure (people, rows_removed, rows_in_quarter, last_vintage, kept_out, reason)
select $1, $2, $3, max(vintage_id), $4, $5 from warehouse.vintage
