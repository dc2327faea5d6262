insert into warehouse.ogrs3_input (
    snapshot_date, offender_id, vintage_id, convicted_on, follow_up_from, sanctions, age_at_first_sanction,
    age_at_conviction, age_at_follow_up, offence_code
)
select
    snapshot_date, offender_id, $1, convicted_on, follow_up_from, sanctions, age_at_first_sanction, age_at_conviction,
    age_at_follow_up, offence_code
from incoming
where not unchanged
-- In an index's order, which spares it from being filled here and there.
order by snapshot_date, offender_id
