-- How much is missing, by quarter, trust and measure, for the quarters that begin on the days $1: one row per measure,
-- with how many rows lack it, and out of how many.
with quarter as (
    select
        first_day,
        (first_day + interval '3 months')::date - 1 as last_day,
        first_day - 1 as earlier_snapshot,
        -- Re-offences of the quarter count if proven within six months of the snapshot before it.
        reporting.months_after(first_day - 1, 6) as proven_by
    from unnest($1::date[]) as first_day
),
caseload as (
    select q.first_day, c.trust_id, c.authority_id, c.pnc_matched, c.predicted
    from quarter q
    join reporting.caseload c on c.snapshot_date = q.last_day
),
ended as (
    select q.first_day, t.trust_id, t.accommodation
    from quarter q
    join reporting.termination t on t.terminated_on between q.first_day and q.last_day
    where t.reason not in ('died', 'deported')
),
offence as (
    select q.first_day, c.trust_id, o.proven_date > q.proven_by as late
    from quarter q
    join reporting.proven_offence o on o.offence_date between q.first_day and q.last_day
    join reporting.caseload c on c.snapshot_date = q.earlier_snapshot and c.offender_id = o.offender_id
    where c.pnc_matched
        -- How many proofs come late is known only once another half year of them is loaded.
        and reporting.months_after(q.earlier_snapshot, 12)
            <= (select max(covers_through) from reporting.vintage where kind = 're-offences')
),
-- People in a year's snapshots, counted within the trust that is responsible for them at the quarter's end.
standing as (
    select
        q.first_day, coalesce(s.successor_id, c.trust_id) as trust_id, count(*) as snapshots,
        count(distinct c.offender_id) as people
    from quarter q
    join reporting.caseload c on c.snapshot_date > q.last_day - interval '1 year' and c.snapshot_date <= q.last_day
    left join reporting.area_succession s on s.area_id = c.trust_id and s.took_over <= q.last_day
    group by 1, 2
)
select first_day, trust_id, 'pnc-match' as measure, count(*) filter (where not pnc_matched) as lacking, count(*) as of_all
from caseload group by 1, 2
union all
select first_day, trust_id, 'prediction', count(*) filter (where predicted is null), count(*)
from caseload where pnc_matched group by 1, 2
union all
select first_day, trust_id, 'authority', count(*) filter (where authority_id is null), count(*)
from caseload group by 1, 2
union all
select first_day, trust_id, 'repeats', snapshots - people, snapshots
from standing
union all
select first_day, trust_id, 'late-proof', count(*) filter (where late), count(*)
from offence group by 1, 2
union all
select first_day, trust_id, 'answered', count(*) filter (where accommodation is null), count(*)
from ended group by 1, 2
order by 1, 2, 3
