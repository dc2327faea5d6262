-- What a return is made from: the last vintage loaded, and the transactions seen.
select max(vintage_id) as last_vintage, pg_current_snapshot()::text as snapshot from reporting.vintage
