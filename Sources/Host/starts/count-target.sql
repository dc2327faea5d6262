/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Orders and licences that were completed
definition: >-
  Say here what is counted, and when.
family: count-target
unit: count
# What is good: higher, lower, band, zero or none.
polarity: higher
decimals: 0
frequency: quarterly
levels: [national, region, trust]
by: [sex, age-band, ethnicity]
source-system: the system that the rows come from
supplier: who supplies the published figure
# A target is for the financial year, and so is the count: up to the end of the requested quarter.
counts: year-to-date
extracts: [terminations]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per combination of trust, authority and group.
select
    t.trust_id,
    t.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, t.terminated_on)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    count(*) as observed
from reporting.termination t
join reporting.offender p on p.offender_id = t.offender_id
where t.terminated_on between :period_start and :period_end and t.reason = 'completed'
group by 1, 2, 3
