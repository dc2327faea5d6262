-- A view outlives its transaction, and would keep a migration from changing its table.
drop view filled
