-- What models know of each person, one row per offender-snapshot, and where the person is counted.
with person as (
    /* people.sql */
)
select
    p.snapshot_date, p.offender_id, p.sex, case when :wants_ethnicity then p.ethnicity end as ethnicity,
    p.tier::text as tier, p.order_type, p.offence_code, case when :wants_trust then t.name end as trust, p.birth_month,
    p.convicted_on, case when :uses_history then p.follow_up_from end as follow_up_from, p.sanctions,
    p.age_at_first_sanction as first, p.age_at_conviction,
    case when :uses_history then p.age_at_follow_up end as age_at_follow_up, p.trust_id, p.authority_id, p.pnc_matched
from person p
left join reporting.area t on t.area_id = p.trust_id
