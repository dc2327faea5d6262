-- The expected change of each area's cohorts. For a larger area, it is the mean over the members who live there, so
-- that all levels agree. The mean is computed in exact arithmetic, so it does not depend on the order of rows.
with member as (
    select cohort.cohort_id, cohort.follow_up_from, cohort.follow_up_to, expected.authority_id, expected.change
    from warehouse.ppo_member
    join warehouse.ppo_cohort cohort using (cohort_id)
    join sample_expected expected using (authority_id)
),
placed as (
    select authority_id as area_id, cohort_id, follow_up_from, follow_up_to, change
    from member
    union all
    select parent.parent_id, member.cohort_id, member.follow_up_from, member.follow_up_to, member.change
    from member
    join warehouse.area_parent parent
        on parent.area_id = member.authority_id and parent.valid @> member.follow_up_to
)
insert into warehouse.indicator_target (indicator, area_id, kind, measure, value, applies, source, vintage_id)
select
    'NI30', area_id, 'expected change', 'relative change', round(avg(change::numeric), 4),
    daterange(follow_up_from, follow_up_to, '[]'), 'Synthetic sample: no expected change was published', $1
from placed
group by area_id, cohort_id, follow_up_from, follow_up_to
order by cohort_id, area_id
