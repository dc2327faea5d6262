-- Adds an entry of no return, to be rolled back: whether the ledger can be added to at all.
insert into warehouse.submission (partnership, quarter, edition, state, reason, as_of, account)
values ('-', '2000-01Q1', 1, 'failed', 'tried', '2000-01-01', '-')
