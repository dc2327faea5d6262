/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check NI999.sql' says what is wrong.
id: NI999
title: Orders and licences that were completed
definition: >-
  Orders and licences that ended because they were completed, of all that ended in the period. Those ended by death or
  deportation are left out.
family: proportion-target
unit: "%"
# What is good: higher, lower, band, zero or none.
polarity: high
# Decimal places of the published value.
decimals: 1
frequency: quarterly
levels: [national, region, trust, local-authority]
# What --by may break the figures down by.
by: [sex, age-band, ethnicity]
source-system: reason for termination, as trusts recorded it
supplier: nobody, since this indicator is part of a tutorial
# What must be loaded before a figure is given ('laa load --help' lists the kinds).
extracts: [terminations]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - One person may have several orders and licences, and is counted for each.
version: "1"
*/
with ended as (
    select t.offender_id, t.terminated_on, t.trust_id, t.authority_id, t.reason
    from reporting.termination t
    where t.terminated_on between :period_start and :period_end
        and t.reasons not in ('died', 'deported')
)
select
    e.trust_id,
    e.authority_id,
    case :breakdown
        when 'sex' then p.sex
        when 'age-band' then reporting.age_band(p.birth_month, e.terminated_on)
        when 'ethnicity' then p.ethnicity
    end as breakdown,
    -- Numerator.
    count(*) filter (where e.reason = 'completed') as observed,
    -- Denominator.
    count(*) as n,
    -- Left out of the denominator: none, since a reason is always recorded.
    0 as not_recorded
from ended e
join reporting.offender p on p.offender_id = e.offender_id
group by 1, 2, 3
