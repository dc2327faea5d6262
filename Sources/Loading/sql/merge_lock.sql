-- Loads of all kinds merge one after the other: the second then finds the people that the first has added.
lock table warehouse.vintage in share row exclusive mode
