-- The tables that publication $1 added, in its order.
select counts from warehouse.published_table where publication = $1 order by place
