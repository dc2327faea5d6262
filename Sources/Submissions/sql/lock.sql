-- Waits until nobody else is at the partnership $1's return for the quarter $2. The session's end lets go of it.
select pg_advisory_lock(hashtextextended('laa submission ' || $1 || ' ' || $2, 0))::text
