-- The rights that migrations give and take from the owner and from everybody, for a dump restored without rights: the ledger
-- and the register are only ever added to.
revoke all on warehouse.submission, warehouse.submission_head, warehouse.publication, warehouse.published_table from public;
revoke update, delete, truncate on warehouse.submission, warehouse.publication, warehouse.published_table from current_user;
revoke execute on function
    warehouse.add_submission(), warehouse.add_publication(), warehouse.check_published_tables() from public;
