-- Takes away what a restoration brought into an empty database.
drop schema if exists reporting, warehouse, laa cascade
