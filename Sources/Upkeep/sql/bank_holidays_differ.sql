-- Whether the bank holidays by which working days are counted are other ones than those of the table.
select reporting.bank_holidays() is distinct from array(select day from warehouse.bank_holiday order by day) as differ
