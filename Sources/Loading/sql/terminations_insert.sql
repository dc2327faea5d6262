insert into warehouse.termination (
    offender_id, terminated_on, vintage_id, trust_id, authority_id, kind, reason, accommodation, employment
)
select offender_id, terminated_on, $1, trust_id, authority_id, kind, reason, accommodation, employment
from incoming
where not unchanged
-- In an index's order, which spares it from being filled here and there.
order by terminated_on, offender_id
