-- Ends what a crash left prepared on the servers of a distributed warehouse: what the coordinator had committed is committed there
-- too, the rest is undone.
select recover_prepared_transactions() as ended
