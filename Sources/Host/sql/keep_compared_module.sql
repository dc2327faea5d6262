-- Keeps what comparing a module came to: its digest ($1), indicator ($2), difference ($3) and the last migration ($4).
insert into warehouse.compared_module (digest, indicator, difference, migration)
values (decode($1, 'hex'), $2, $3, $4)
on conflict (digest) do update
set indicator = excluded.indicator, difference = excluded.difference, migration = excluded.migration,
    compared_at = excluded.compared_at
