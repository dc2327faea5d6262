-- If two loads run at once, the second waits and then finds what the first has loaded.
lock table warehouse.vintage in share row exclusive mode
