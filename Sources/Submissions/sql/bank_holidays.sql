-- The bank holidays that the warehouse knows, beside those that the rule gives.
select day from reporting.bank_holiday order by day
