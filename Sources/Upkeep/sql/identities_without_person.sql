-- How many identities are of nobody: where the warehouse is distributed, no server can check it when they are written.
select count(*) as violating
from warehouse.identity i
left join warehouse.offender o on o.offender_id = i.offender_id
where o.offender_id is null
