-- The ledger's entries, in order; only those of partnership $1 and quarter $2, unless null.
select
    number, partnership, quarter, edition, state, reason, override_reason, as_of, bundle, content_hash, files, bytes,
    program, modules, vintages, last_vintage, snapshot, exit_status, output, account, recorded_by,
    to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as recorded_at, previous_hash, hash
from warehouse.submission
where ($1 is null or partnership = $1) and ($2 is null or quarter = $2)
order by number
