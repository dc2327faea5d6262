-- Whether nothing was loaded after vintage $1.
select not exists (select from warehouse.vintage where vintage_id > $1) as is_last
