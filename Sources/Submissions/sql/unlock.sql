-- Lets the next one at the partnership $1's return for the quarter $2.
select pg_advisory_unlock(hashtextextended('laa submission ' || $1 || ' ' || $2, 0))
