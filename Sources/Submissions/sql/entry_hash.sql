-- The hash of the ledger's entry $1; no row if there is no such entry.
select hash from warehouse.submission where number = $1
