-- Two loads of one kind take turns; the first number is "laa" in ASCII.
select pg_try_advisory_xact_lock(7102817, $1::integer) as taken
