/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Re-offences of people on the caseload, per 100
definition: >-
  Say here which events are counted, of whom, and within what time.
family: frequency
unit: per 100
polarity: lower
decimals: 1
frequency: quarterly, each a rolling year
levels: [national, region, trust, local-authority]
by: [sex, age-band, ethnicity]
source-system: the systems that the rows come from
supplier: who supplies the published figure
# The caseload at four quarter ends, which :snapshots names.
counts: rolling-snapshots
# Months from the end of the quarter, a quarter after the last snapshot, until all proofs are in.
complete-after: 3
extracts: [caseload, re-offences]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per offender-snapshot, with its events: a person may have several, so rows are people and not sums.
with offence as (
    select day as snapshot_date, o.offender_id, count(*) as events
    from unnest(:snapshots) as day
    join reporting.proven_offence o
        on o.offence_date > day and o.offence_date <= reporting.months_after(day, 3)
        and o.proven_date <= reporting.months_after(day, 6)
    group by 1, 2
)
select
    c.trust_id,
    c.authority_id,
    reporting.person_group(:breakdown, p, c.snapshot_date) as breakdown,
    c.offender_id,
    coalesce(o.events, 0) as events
from reporting.caseload c
left join offence o on o.snapshot_date = c.snapshot_date and o.offender_id = c.offender_id
left join reporting.offender p on p.offender_id = c.offender_id
where c.snapshot_date = any (:snapshots) and c.pnc_matched
