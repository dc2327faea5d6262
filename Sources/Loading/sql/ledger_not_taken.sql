-- How many cells of the load $1 held no PNC number or CRN: each numbering ($2) and flaw ($3) with its number of cells
-- ($4).
insert into warehouse.number_not_taken (load_id, numbering, flaw, cells)
select $1, numbering, flaw, cells
from unnest($2, $3, $4) as n (numbering, flaw, cells)
