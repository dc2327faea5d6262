-- What is done from here on is undone where the load is stopped, and its entry in the ledger is not.
savepoint extract
