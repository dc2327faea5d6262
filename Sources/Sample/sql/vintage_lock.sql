-- Two loads at once take their turns: the second then finds what the first has loaded.
lock table warehouse.vintage in share row exclusive mode
