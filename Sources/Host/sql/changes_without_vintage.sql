-- The last of what changes rows of every vintage: migrations, erased people, removed rows, and predictions made again.
select
    (select max(number) from laa.migration) as migration,
    (select max(erasure_id) from warehouse.erasure) as erasure,
    (select max(pruning_id) from warehouse.pruning) as pruning,
    (select max(run_id) from warehouse.prediction_run) as prediction
