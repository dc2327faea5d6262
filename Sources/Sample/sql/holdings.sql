-- What a warehouse already holds: its extracts by kind, made up or not.
select
    kind, synthetic, count(*) as vintages, current_database()::text as database
from warehouse.vintage
group by kind, synthetic
order by kind, synthetic
