-- The bank holidays that the warehouse lists, in addition to those given by the rule.
select day from reporting.bank_holiday order by day
