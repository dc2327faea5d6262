-- What models know of each person, one row per offender-snapshot, and where the person is counted.
with person as (
    /* people.sql */
)
select
    p.snapshot_date, p.offender_id, case when :uses_history then p.impossible end as impossible, p.sex, p.ethnicity,
    p.tier::text as tier, p.order_type, p.offence_code, t.name as trust, p.birth_month, p.convicted_on, p.sanctions,
    p.age_at_first_sanction::integer as first, p.convicted_at - p.age_at_first_sanction as career,
    p.trust_id, p.authority_id, p.pnc_matched
from person p
left join reporting.area t on t.area_id = p.trust_id
