-- The last published vintage; 0 before the first is published.
select coalesce(max(vintage_id), 0)::integer as vintage from warehouse.published_vintage
