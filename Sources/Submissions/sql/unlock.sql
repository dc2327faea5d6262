-- Releases the lock on partnership $1's return for quarter $2.
select pg_advisory_unlock(hashtextextended('laa submission ' || $1 || ' ' || $2, 0))
