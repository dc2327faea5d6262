/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Terminations with a settled home, of those with an answer
definition: >-
  Say here what is counted, of whom, and when: the numerator, the denominator, and what is left out.
family: proportion-target
unit: "%"
# What is good: higher, lower, band, zero or none.
polarity: higher
# Decimal places of the published value.
decimals: 1
frequency: quarterly
levels: [national, region, trust, local-authority]
# What --by may break the figures down by.
by: [sex, age-band, ethnicity]
source-system: the system that the rows come from
supplier: who supplies the published figure
# What must be loaded before a figure is given ('laa load --help' lists the kinds).
extracts: [terminations]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
# aliases: [another name]
# valid-quarters: 2008-09Q1..2010-11Q4
*/
-- The query: one row per combination of trust, authority and group. It reads the views of schema reporting, which
-- 'laa warehouse describe' explains, and uses parameters that the host binds: :period_start, :period_end, :breakdown.
with counted as (
    select t.offender_id, t.terminated_on, t.trust_id, t.authority_id, t.accommodation
    from reporting.termination t
    where t.terminated_on between :period_start and :period_end
)
select
    c.trust_id,
    c.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, c.terminated_on)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    -- Numerator.
    count(*) filter (where c.accommodation = 'settled and suitable') as observed,
    -- Denominator: events whose outcome is known.
    count(c.accommodation) as n,
    -- Left out of it: not answered.
    count(*) filter (where c.accommodation is null) as not_recorded
from counted c
join reporting.offender p on p.offender_id = c.offender_id
group by 1, 2, 3
