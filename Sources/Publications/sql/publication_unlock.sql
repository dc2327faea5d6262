-- Releases the lock on the register.
select pg_advisory_unlock(hashtextextended('laa publications', 0))
