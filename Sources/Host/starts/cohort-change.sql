/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Offences of people on the caseload, in the year after a day against the year before it
definition: >-
  Say here who is in the cohort, and which of their offences are counted before and after.
family: cohort-change
unit: "% change"
polarity: lower
decimals: 1
frequency: quarterly
levels: [national, region, trust, local-authority]
by: [sex, age-band, ethnicity]
source-system: the systems that the rows come from
supplier: who supplies the published figure
# The caseload at the quarter's end, which :snapshots names.
counts: snapshot
# Months from the last day counted until all proofs are in, and days before the first from which rows are needed.
complete-after: 15
reaches-back: 366
extracts: [caseload, re-offences]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per person of the cohort: those on the caseload at the quarter's end whose offences can be known.
with cohort as not materialized (
    select c.snapshot_date, c.offender_id, c.trust_id, c.authority_id
    from reporting.caseload c
    where c.snapshot_date = any (:snapshots) and c.pnc_matched
),
-- Their offences of the year before and of the year after, with the same time to be proven.
offence as (
    select
        c.offender_id,
        count(*) filter (where o.offence_date <= c.snapshot_date) as before,
        count(*) filter (where o.offence_date > c.snapshot_date) as after
    from cohort c
    join reporting.proven_offence o
        on o.offender_id = c.offender_id
        and o.offence_date > c.snapshot_date - interval '1 year'
        and o.offence_date <= reporting.months_after(c.snapshot_date, 12)
        and o.proven_date <= reporting.months_after(c.snapshot_date, 15)
        and (o.offence_date > c.snapshot_date or o.proven_date <= reporting.months_after(c.snapshot_date, 3))
    group by 1
)
select
    c.trust_id,
    c.authority_id,
    reporting.person_group(:breakdown, p, c.snapshot_date) as breakdown,
    c.offender_id,
    coalesce(o.before, 0) as baseline,
    coalesce(o.after, 0) as follow_up,
    -- The share of the follow-up year that is over.
    1.0::double precision as year_share,
    -- What would be expected without any effect, as a fraction such as -0.22; null where nobody says: no verdict then.
    null::double precision as expected_change
from cohort c
left join offence o on o.offender_id = c.offender_id
left join reporting.offender p on p.offender_id = c.offender_id
