-- What a warehouse already holds: its extracts, by kind and by whether they are synthetic.
select
    kind, synthetic, count(*) as vintages, current_database()::text as database
from warehouse.vintage
group by kind, synthetic
order by kind, synthetic
