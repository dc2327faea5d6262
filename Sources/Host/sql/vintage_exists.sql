-- Whether the vintage $1 was published.
select exists (select from warehouse.published_vintage where vintage_id = $1) as known
