-- Where the load is stopped, everything from here on is undone, except its entry in the ledger.
savepoint extract
