-- No predictions are made meanwhile: they would be about people who are being erased.
lock table warehouse.prediction_run in share row exclusive mode
