-- What models know of each person who was matched to the Police National Computer, and whether the person re-offended
-- within :horizon_months of the snapshot, proven within :proof_months of it.
with person as (
    /* people.sql */
),
snapshot as (
    select
        day,
        reporting.months_after(day, :horizon_months) as reoffended_by,
        reporting.months_after(day, :proof_months) as proven_by
    from unnest(:snapshots) as day
),
reoffender as (
    select distinct s.day as snapshot_date, o.offender_id
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
)
select
    p.snapshot_date, p.offender_id, p.sex, case when :wants_ethnicity then p.ethnicity end as ethnicity,
    p.tier::text as tier, p.order_type, p.offence_code, case when :wants_trust then t.name end as trust, p.birth_month,
    p.convicted_on, case when :uses_history then p.follow_up_from end as follow_up_from, p.sanctions,
    p.age_at_first_sanction as first, p.age_at_conviction,
    case when :uses_history then p.age_at_follow_up end as age_at_follow_up, r.offender_id is not null as reoffended
from person p
left join reporting.area t on t.area_id = p.trust_id
left join reoffender r on r.snapshot_date = p.snapshot_date and r.offender_id = p.offender_id
where p.pnc_matched
