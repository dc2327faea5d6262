-- The people whose rows are passed over.
select encode(pseudonym, 'hex') as pseudonym from warehouse.kept_out
