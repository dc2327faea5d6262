-- Adds an entry to the ledger, its values in the order of the columns; the ledger numbers and chains it.
insert into warehouse.submission (
    partnership, quarter, edition, state, reason, override_reason, as_of, bundle, content_hash, files, bytes, program,
    modules, vintages, last_vintage, snapshot, exit_status, output, account)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::integer, $11::bigint, $12, $13, $14,
    $15::integer, $16, $17::integer, $18, $19)
returning number
