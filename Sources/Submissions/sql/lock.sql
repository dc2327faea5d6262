-- Locks partnership $1's return for quarter $2, waiting for whoever holds the lock. The session's end releases it.
select pg_advisory_lock(hashtextextended('laa submission ' || $1 || ' ' || $2, 0))::text
