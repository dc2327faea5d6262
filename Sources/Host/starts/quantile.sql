/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Days from referral to the first session of a programme, median
definition: >-
  Say here whose value it is, of what, and which people are left out.
family: quantile
# 0.5 is the median, 0.9 the value that nine in ten people do not exceed.
quantile: 0.5
# Published values are multiples of this at the finest, and coarser where too few people share one.
step: 1
unit: days
# What is good: higher, lower, band, zero or none.
polarity: lower
decimals: 0
frequency: quarterly
levels: [national, region, trust, local-authority]
by: [sex, age-band, ethnicity]
source-system: the system that the rows come from
supplier: who supplies the published figure
extracts: [programmes]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per person, with the person's value: nobody may have two, so 'distinct on' keeps each one's first programme
-- of the period. A value that is not known is null: the person is then left out, and told as not recorded.
select distinct on (p.offender_id)
    p.trust_id,
    p.authority_id,
    reporting.person_group(:breakdown, o, p.started_on) as breakdown,
    p.offender_id,
    (p.started_on - p.referred_on)::double precision as value
from reporting.programme p
left join reporting.offender o on o.offender_id = p.offender_id
where p.started_on between :period_start and :period_end
order by p.offender_id, p.started_on, p.referred_on
