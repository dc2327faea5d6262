-- Their rejected rows are missing from no figure any more.
delete from warehouse.row_account a using erased_hash h where h.pseudonym = a.person
