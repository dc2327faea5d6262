-- Puts the table $1 on every server in full.
select create_reference_table(('warehouse.' || $1)::regclass)::text
