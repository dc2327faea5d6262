-- The hash of the ledger's entry $1; no row where there is none.
select hash from warehouse.submission where number = $1
