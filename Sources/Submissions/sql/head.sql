-- The number and hash of the ledger's last entry.
select number, hash from warehouse.submission_head
