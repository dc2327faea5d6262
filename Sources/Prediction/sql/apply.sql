-- What models know of each person, one row per offender-snapshot.
with person as (
    /* people.sql */
)
select
    p.snapshot_date, p.offender_id, p.impossible, p.sex, reporting.age_band(p.birth_month, p.snapshot_date) as band,
    p.ethnicity, p.tier::text as tier, p.order_type, p.offence_code, t.name as trust,
    extract(year from age(p.snapshot_date::timestamp, p.birth_month))::integer as age, p.sanctions,
    p.age_at_first_sanction::integer as first, p.convicted_at - p.age_at_first_sanction as career,
    case when :needs_months then
        (extract(year from age(p.snapshot_date::timestamp, p.convicted_on)) * 12
            + extract(month from age(p.snapshot_date::timestamp, p.convicted_on)))::integer
    end as months
from person p
left join reporting.area t on t.area_id = p.trust_id
