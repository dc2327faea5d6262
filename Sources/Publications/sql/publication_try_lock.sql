-- Locks the register if nobody else holds the lock.
select pg_try_advisory_lock(hashtextextended('laa publications', 0)) as is_locked
