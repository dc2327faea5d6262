-- A session that waits for its turn ends within a second where its client has gone, and does not hold its place.
select set_config('client_connection_check_interval', '1s', false)
