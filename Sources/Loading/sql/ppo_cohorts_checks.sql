-- A cohort's days are those that the warehouse has for it, or else those of its first good row.
with first_row as (
    select distinct on (cohort) cohort, taken_on, baseline_from, baseline_to, follow_up_from, follow_up_to
    from staged s
    where not exists (select from rejected r where r.line = s.line)
    order by cohort, line
),
agreed as (
    select
        f.cohort,
        case when c.cohort_id is null then 'the cohort''s first row' else 'the warehouse' end as whose,
        coalesce(c.taken_on, f.taken_on) as taken_on,
        coalesce(c.baseline_from, f.baseline_from) as baseline_from,
        coalesce(c.baseline_to, f.baseline_to) as baseline_to,
        coalesce(c.follow_up_from, f.follow_up_from) as follow_up_from,
        coalesce(c.follow_up_to, f.follow_up_to) as follow_up_to
    from first_row f
    left join warehouse.ppo_cohort c on c.name = f.cohort
)
insert into rejected (line, column_name, value, reason)
select s.line, 'cohort', s.cohort, 'its five days are not those of ' || a.whose
from staged s
join agreed a using (cohort)
where (s.taken_on, s.baseline_from, s.baseline_to, s.follow_up_from, s.follow_up_to)
    <> (a.taken_on, a.baseline_from, a.baseline_to, a.follow_up_from, a.follow_up_to)
    and not exists (select from rejected r where r.line = s.line);

-- A follow-up year has only one cohort: with two, it would not be known which of them an indicator is about.
insert into rejected (line, column_name, value, reason)
select line, 'follow_up_from', follow_up_from::text, whose || ' has this follow-up year'
from (
    select
        s.line, s.cohort, s.follow_up_from,
        coalesce(c.name, first_value(s.cohort) over same_year) as other,
        case
            when c.name is null then 'the cohort of line ' || first_value(s.line) over same_year
            else 'another cohort of the warehouse'
        end as whose
    from staged s
    left join warehouse.ppo_cohort c on c.follow_up_from = s.follow_up_from
    where not exists (select from rejected r where r.line = s.line)
    window same_year as (partition by s.follow_up_from order by s.line)
) years
where cohort <> other;
