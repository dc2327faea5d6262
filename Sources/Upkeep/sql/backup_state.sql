-- The state of the warehouse that a backup is of.
select
    (select max(number) from laa.migration)::integer as migration,
    (select encode(fingerprint, 'hex') from warehouse.pseudonym_key) as pseudonym_key,
    split_part(current_setting('server_version'), ' ', 1) as server,
    to_char(transaction_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as taken_at
