insert into warehouse.proven_offence (
    offender_id, offence_date, proven_date, disposal_date, vintage_id, offence_code, offence_number, disposal
)
select offender_id, offence_date, proven_date, disposal_date, $1, offence_code, offence_number, disposal
from incoming
where not unchanged
-- In an index's order, which spares it from being filled here and there.
order by offence_date, offender_id
