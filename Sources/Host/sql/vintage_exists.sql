-- Whether the warehouse ever had the vintage $1.
select exists (select from warehouse.vintage where vintage_id = $1) as known
