/*
id: NI16
title: Serious acquisitive crime recorded by police, per 1,000 people
definition: >-
  Domestic burglaries, robberies, and thefts of and from vehicles recorded by the police in a year, per 1,000 residents.
family: rate-population
unit: per 1,000
polarity: lower
decimals: 2
frequency: quarterly, each a rolling year
levels: [national, region, trust, local-authority]
source-system: crime recorded by the police
supplier: police forces, through the Home Office (background knowledge)
counts: rolling-year
extracts: [area-counts]
adds-up: n = NI15.n
version: "2009-02"
caveats:
  - That aggravated vehicle taking counts, and that no other theft does, is background knowledge.
  - @recorded-crime
  - @against-the-year-before
  - @overlapping-years
  - @residents-only
  - @counts-not-supplied
*/
-- Numerator: offences recorded in the four quarters of the year. Denominator: residents. Both also for the year before.
select
    trust_id, authority_id, null as breakdown, events, population, baseline_events, baseline_population
from reporting.yearly_area_rate('serious acquisitive crime', :period_start, :period_end)
