/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: People at a session of Community Payback, on average
definition: >-
  Say here which total is divided by what.
family: mean
unit: people
# Neither many nor few are good in themselves: no verdict.
polarity: none
decimals: 1
frequency: quarterly
levels: [national, region, trust, local-authority]
source-system: the system that the rows come from
supplier: who supplies the published figure
extracts: [work-sessions]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per combination of trust and authority. The sum of squares gives the interval; null where there is none to be
-- had, as for a ratio of two totals.
select
    w.trust_id,
    w.authority_id,
    null as breakdown,
    -- Numerator: people who worked.
    sum(w.attended)::double precision as total,
    -- Denominator: sessions.
    count(*)::double precision as n,
    sum(w.attended ^ 2) as sum_of_squares
from reporting.work_session w
where w.held_on between :period_start and :period_end
group by 1, 2
