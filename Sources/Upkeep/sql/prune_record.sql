-- Records a pruning.
insert into warehouse.pruning (older_than, whole_from, kept, rows_removed, rejects_removed)
values ($1, $2, $3::integer[], $4, $5)
