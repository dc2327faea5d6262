-- Forgets the weighings that nobody used for a quarter of a year.
delete from warehouse.weighing where used_on < current_date - 92
