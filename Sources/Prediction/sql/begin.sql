-- One prediction of the caseload at a time.
lock table warehouse.prediction_run in share row exclusive mode
