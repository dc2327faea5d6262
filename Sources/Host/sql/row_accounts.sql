-- Current accounts of rows read and rejected, by kind of extract, area and days. Rejected rows of a known person that name
-- no area have a row for each area where the person's caseload was in these days: the latest snapshot by the first of
-- them, or else the first one, and those until the last day; of a person who was never on the caseload, where the list of
-- a cohort has them. These rows have a number in common, and the first of them says that it is.
with account as materialized (
    select row_number() over () as number, a.* from reporting.row_account a
),
on_caseload as (
    select c.offender_id, c.snapshot_date as day, c.trust_id, c.authority_id
    from reporting.caseload c
    where c.offender_id in (select offender_id from account where area_id is null)
),
sighting as (
    select * from on_caseload
    union all
    select m.offender_id, c.taken_on, m.trust_id, m.authority_id
    from reporting.ppo_member m
    join reporting.ppo_cohort c using (cohort_id)
    where m.offender_id in (select offender_id from account where area_id is null)
        and m.offender_id not in (select offender_id from on_caseload)
),
stay as (
    select
        offender_id, trust_id, authority_id,
        case when lag(day) over person_days is null then '-infinity' else day end as first_day,
        coalesce(lead(day) over person_days, 'infinity') as until_day
    from sighting
    window person_days as (partition by offender_id order by day)
),
placed as (
    select distinct a.number, s.trust_id, s.authority_id
    from account a
    join stay s on s.offender_id = a.offender_id and s.first_day <= a.last_day and s.until_day > a.first_day
    where a.area_id is null
)
select
    a.kind, coalesce(a.area_id, p.trust_id) as area_id, coalesce(a.part_id, p.authority_id) as part_id, a.first_day,
    a.last_day, a.rows_read, a.rows_rejected, a.rejections_accepted, a.vintage_id, a.rows_of_extract,
    row_number() over (partition by a.number order by p.trust_id, p.authority_id) = 1 as is_first,
    case when p.number is not null then a.number end as placed
from account a
left join placed p using (number)
