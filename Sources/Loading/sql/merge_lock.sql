-- Loads of all kinds merge one after another, so that the second finds the people that the first has added.
lock table warehouse.vintage in share row exclusive mode
