-- How often people were erased, and when for the last time.
select count(*) as times, max((erased_at at time zone 'UTC')::date) as last_on from warehouse.erasure
where rows_removed > 0
