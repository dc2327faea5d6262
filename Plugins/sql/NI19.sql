/*
id: NI19
title: Proven re-offending by young offenders, offences per 100
definition: >-
  Proven re-offences by the young people who received a reprimand, a final warning or a court disposal, or left custody,
  in January to March, per 100 of them. Counted over the following 3, 6, 9 and 12 months in the four quarters of the
  next financial year.
family: frequency
unit: per 100
polarity: lower
decimals: 1
frequency: >-
  quarterly, cumulative: the fourth quarter's figure is the year's
levels: [national, region, trust, local-authority]
by: [sex, ethnicity]
source-system: records of youth offending teams, not the Police National Computer
supplier: youth offending teams, through the Youth Justice Board (background knowledge)
counts: year-to-date
complete-after: 3
reaches-back: 90
extracts: [youth-cohorts]
version: "2009-02"
caveats:
  - >-
    Cumulative within a year: compare a quarter only with the same quarter of another year.
  - An offence must be proven within a further three months. The national statistics allow six, and are not comparable.
  - >-
    The cohort is that of three months: in most areas it is so small that a few people with many offences decide the
    figure.
  - A youth offending team may serve several authorities, and is then shown under the one that sent its records.
  - People whose re-offences are not yet known are left out.
*/
-- Denominator: young people with a disposal or released in the January to March before the year; a person who has
-- several counts once, from the first.
with cohort as (
    select distinct on (y.offender_id)
        y.offender_id, y.joined_on, y.authority_id, y.reoffences_3, y.reoffences_6, y.reoffences_9, y.reoffences_12
    from reporting.young_offender y
    where y.joined_on >= :period_start - interval '3 months' and y.joined_on < :period_start
    order by y.offender_id, y.joined_on
),
-- Numerator: their re-offences within as many months as the year has had.
followed as (
    select
        c.*,
        case extract(month from :period_end::date)
            when 6 then c.reoffences_3
            when 9 then c.reoffences_6
            when 12 then c.reoffences_9
            when 3 then c.reoffences_12
        end as events
    from cohort c
)
select
    t.parent_id as trust_id,
    f.authority_id,
    reporting.person_group(:breakdown, p, f.joined_on) as breakdown,
    offender_id,
    f.events
from followed f
join reporting.area_parent t on t.area_id = f.authority_id and t.parent_level = 'trust' and t.valid @> :period_end
left join reporting.offender p using (offender_id)
-- Left out: people whose re-offences are not known yet.
where f.events is not null
