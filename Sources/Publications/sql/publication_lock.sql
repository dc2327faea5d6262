-- Locks the register, so that what is weighed is added before anything else is weighed. Waits for whoever holds the lock;
-- the session's end releases it.
select pg_advisory_lock(hashtextextended('laa publications', 0))::text
