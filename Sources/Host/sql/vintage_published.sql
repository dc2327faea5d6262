-- The last published vintage; 0 where there is none.
select coalesce(max(vintage_id), 0)::integer as vintage from warehouse.published_vintage
