-- Whether the warehouse can still be read as it was after the vintage $1: nothing of that state was pruned.
select not exists (
    select from warehouse.pruning p where $1 < p.whole_from and not $1 = any (p.kept)) as is_whole
