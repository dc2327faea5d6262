-- Lets only one prediction of the caseload run at a time.
lock table warehouse.prediction_run in share row exclusive mode
