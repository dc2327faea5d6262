/* # yaml-language-server: $schema=module-header.schema.json
# The header: what the indicator is, as every report prints it. 'laa modules check {{id}}.sql' says what is wrong.
id: {{id}}
title: Serious acquisitive crime recorded by the police, per 1,000 residents
definition: >-
  Say here which events are counted, in which year, and per how many residents.
family: rate-population
unit: per 1,000
polarity: lower
decimals: 2
frequency: quarterly, each a rolling year
levels: [national, region, trust, local-authority]
source-system: the system that the rows come from
supplier: who supplies the published figure
counts: rolling-year
extracts: [area-counts]
caveats: # each a text of your own, or the @name of a shared one: 'laa modules show --caveats' lists those
  - Say here what every reader must know.
version: "1"
*/
-- One row per authority: events and residents of the year, and both of the year before, which is the baseline.
-- reporting.area_count holds other measures: 'laa warehouse describe area_count' lists them.
select
    y.trust_id,
    y.authority_id,
    null as breakdown,
    y.events,
    y.population,
    y.baseline_events,
    y.baseline_population
from reporting.yearly_area_rate('serious acquisitive crime', :period_start, :period_end) y
