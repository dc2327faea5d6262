-- The table `held`, as held.sql makes it, of a kind whose rows name a person and no area: each row counts for the area of
-- the person's caseload on its first day. That is the latest snapshot by then, or else the first one. A person who was
-- never on the caseload counts where the list of a cohort of prolific offenders has them.
create temporary table held (
    area_id smallint, part_id smallint, day date, row_count bigint not null, unchanged bigint not null
) on commit drop;

create temporary table whereabouts on commit drop as
with on_caseload as (
    select c.offender_id, c.snapshot_date as day, c.trust_id, c.authority_id
    from warehouse.caseload_snapshot c
    where c.superseded_by is null and c.offender_id in (select offender_id from person)
),
sighting as (
    select * from on_caseload
    union all
    select m.offender_id, c.taken_on, m.trust_id, m.authority_id
    from warehouse.ppo_member m
    join warehouse.ppo_cohort c using (cohort_id)
    where m.superseded_by is null and m.offender_id in (select offender_id from person)
        and m.offender_id not in (select offender_id from on_caseload)
),
compared as (
    select
        s.*,
        row(trust_id, authority_id) is distinct from
            row(lag(trust_id) over person_days, lag(authority_id) over person_days) as has_moved
    from sighting s
    window person_days as (partition by offender_id order by day)
)
select
    offender_id, trust_id, authority_id,
    case when lag(day) over person_days is null then '-infinity' else day end as first_day,
    coalesce(lead(day) over person_days, 'infinity') as until_day
from compared
where has_moved
window person_days as (partition by offender_id order by day);
analyze whereabouts;

do $$
begin
    execute format(
        'insert into held
        select w.trust_id, w.authority_id, i.%1$I, count(*), count(*) filter (where i.unchanged)
        from incoming i
        left join whereabouts w
            on w.offender_id = i.offender_id and i.%1$I >= w.first_day and i.%1$I < w.until_day
        group by 1, 2, 3',
        laa.bound_text('first_day'));
end $$;
