-- The rows of the model of bench/fit.yaml, for its peers: as baseline.sql reads them, with the rules of people.sql about
-- impossible histories and the ages that laa counts itself.
with person as (
    /* people.sql */
),
snapshot as (
    select
        day,
        reporting.months_after(day, 3) as reoffended_by,
        reporting.months_after(day, 6) as proven_by
    from unnest(:snapshots) as day
),
reoffender as (
    select distinct s.day as snapshot_date, o.offender_id
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
)
select
    p.snapshot_date, p.offender_id, p.impossible, p.sex, p.tier::text as tier, p.order_type, p.offence_code,
    p.birth_month, p.convicted_on, p.sanctions, p.age_at_first_sanction::integer as first,
    p.convicted_at - p.age_at_first_sanction as career, r.offender_id is not null as reoffended
from person p
left join reoffender r on r.snapshot_date = p.snapshot_date and r.offender_id = p.offender_id
where p.pnc_matched
order by p.offender_id, p.snapshot_date
