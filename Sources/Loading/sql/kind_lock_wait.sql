select pg_advisory_xact_lock(7102817, $1::integer)::text
