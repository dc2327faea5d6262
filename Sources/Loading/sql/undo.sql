rollback to savepoint extract
