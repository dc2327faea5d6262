-- The probation trusts at the end of March 2011, as a list that is both JSON and YAML.
select json_agg(name order by name)
from warehouse.area
where level = 'trust' and valid @> date '2011-03-31'
