/*
id: M4
title: Re-offending under supervision, by frequency
definition: >-
  Re-offences within three months of the snapshot, proven within six, by adults on the probation caseload at four
  quarter ends, per 100 offender-snapshots.
family: frequency
unit: per 100
polarity: lower
decimals: 2
frequency: quarterly, each a rolling year
levels: [national, region, trust, ldu, local-authority]
by: [sex, age-band, ethnicity, tier, order-type]
source-system: probation caseload snapshots matched to the Police National Computer
supplier: the trust, from what the Ministry of Justice supplies (background knowledge)
counts: rolling-snapshots
complete-after: 3
extracts: [caseload, re-offences]
# Left over: people without a prediction in any snapshot.
adds-up: people >= NI18.people
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - >-
    The plan gives neither the method nor the target: the cohort and the time windows are those of NI 18, but every
    offence counts.
  - >-
    The denominator counts offender-snapshots, not people: one person may be in all four.
  - >-
    A few people with many offences can decide the figure of a small area; the interval allows for differences between
    people.
  - >-
    There is no predicted frequency: unlike NI 18, nothing here allows for who is on the caseload.
  - >-
    Offences are those recorded on the Police National Computer: how many are charged for one course of events varies.
  - >-
    Figures of consecutive quarters share three of their four snapshots: they are not independent points of a trend.
*/
-- The windows of NI 18: an offence within three months of the snapshot, proven within six.
with snapshot as (
    select day, reporting.months_after(day, 3) as reoffended_by, reporting.months_after(day, 6) as proven_by
    from unnest(:snapshots) as day
),
-- Numerator: every such offence; the windows do not overlap, so none counts twice.
offence as (
    select s.day as snapshot_date, o.offender_id, count(*) as events
    from snapshot s
    join reporting.proven_offence o
        on o.offence_date > s.day and o.offence_date <= s.reoffended_by and o.proven_date <= s.proven_by
    group by s.day, o.offender_id
),
-- Denominator: the caseload at the four quarter ends, matched to the Police National Computer.
cohort as (
    select c.snapshot_date, c.offender_id, c.trust_id, c.authority_id, c.tier, c.order_type
    from reporting.caseload c
    where c.snapshot_date = any (:snapshots) and c.pnc_matched
)
select
    c.trust_id,
    c.authority_id,
    case :breakdown
        when 'tier' then 'tier ' || c.tier
        when 'order-type' then c.order_type
        else reporting.person_group(:breakdown, p, c.snapshot_date)
    end as breakdown,
    offender_id,
    coalesce(o.events, 0) as events
from cohort c
left join offence o using (snapshot_date, offender_id)
left join reporting.offender p using (offender_id)
