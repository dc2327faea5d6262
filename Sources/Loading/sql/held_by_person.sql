-- The tables `held` and `turned_away`, as held.sql makes them, of a kind whose rows name a person and no area: each row
-- counts for the area of the person's caseload on its first day. That is the latest snapshot by then, or else the first
-- one. A row whose day cannot be read counts where the person always was, and nowhere if the person moved. A person who
-- was never on the caseload counts where the list of a cohort of prolific offenders has them.
create temporary table held (area_id smallint, part_id smallint, day date, row_count bigint not null) on commit drop;
create temporary table turned_away (
    area_id smallint, part_id smallint, first_day date, last_day date, row_count bigint not null
) on commit drop;
create temporary table rejected_row (offender_id integer, day date, row_count bigint not null) on commit drop;

do $$
begin
    execute format(
        'insert into rejected_row
        select coalesce(c.offender_id, p.offender_id), r.day, r.row_count
        from (
            select s.crn, s.pnc, s.%I as day, 1 as row_count from staged s where s.line in (select line from rejected)
            union all
            select person, person, first_day, row_count from unread
        ) r
        left join warehouse.offender c on c.crn_pseudonym = r.crn
        left join warehouse.offender p on p.pseudonym = r.pnc',
        laa.bound_text('first_day'));
end $$;

create temporary table whereabouts on commit drop as
with present as (
    select offender_id from person
    union
    select offender_id from rejected_row
),
on_caseload as (
    select c.offender_id, c.snapshot_date as day, c.trust_id, c.authority_id
    from warehouse.caseload_snapshot c
    where c.superseded_by is null and c.offender_id in (select offender_id from present)
),
sighting as (
    select * from on_caseload
    union all
    select m.offender_id, c.taken_on, m.trust_id, m.authority_id
    from warehouse.ppo_member m
    join warehouse.ppo_cohort c using (cohort_id)
    where m.superseded_by is null and m.offender_id in (select offender_id from present)
        and m.offender_id not in (select offender_id from on_caseload)
),
compared as (
    select
        s.*,
        row(trust_id, authority_id) is distinct from
            row(lag(trust_id) over person_days, lag(authority_id) over person_days) as has_moved
    from sighting s
    window person_days as (partition by offender_id order by day)
),
stay as (
    select
        offender_id, trust_id, authority_id, day,
        lag(day) over person_days is null as is_first,
        lead(day) over person_days as left_on
    from compared
    where has_moved
    window person_days as (partition by offender_id order by day)
)
select
    s.offender_id, s.trust_id, s.authority_id, coalesce(o.successor_id, s.trust_id) as root_id,
    case when is_first then '-infinity' else day end as first_day, coalesce(left_on, 'infinity') as until_day
from stay s
left join warehouse.area_succession o on o.area_id = s.trust_id;
analyze whereabouts;

do $$
begin
    execute format(
        'insert into held
        select w.trust_id, w.authority_id, i.%1$I, count(*)
        from incoming i
        left join whereabouts w
            on w.offender_id = i.offender_id and i.%1$I >= w.first_day and i.%1$I < w.until_day
        group by 1, 2, 3',
        laa.bound_text('first_day'));
end $$;

insert into turned_away
select w.trust_id, w.authority_id, r.day, r.day, sum(r.row_count)
from rejected_row r
left join whereabouts w on w.offender_id = r.offender_id and r.day >= w.first_day and r.day < w.until_day
where r.day is not null
group by 1, 2, 3;

with settled as (
    select
        offender_id, max(trust_id) filter (where until_day = 'infinity') as trust_id,
        case
            when count(distinct authority_id) = 1 and count(authority_id) = count(*) then max(authority_id)
        end as authority_id
    from whereabouts
    group by offender_id
    having count(distinct root_id) = 1
)
insert into turned_away
select s.trust_id, s.authority_id, null, null, sum(r.row_count)
from rejected_row r
left join settled s using (offender_id)
where r.day is null
group by 1, 2
