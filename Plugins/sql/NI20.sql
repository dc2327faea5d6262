/*
id: NI20
title: Assault with less serious injury recorded by police, per 1,000 people
definition: Assaults with less serious injury recorded by the police in a year, per 1,000 residents.
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
  - >-
    The way grievous bodily harm is counted was clarified in April 2008: some offences moved between NI 15 and NI 20,
    and figures from before and after that month must not be compared.
  - @recorded-crime
  - @against-the-year-before
  - @overlapping-years
  - @residents-only
  - @counts-not-supplied
*/
-- Numerator: offences recorded in the four quarters of the year. Denominator: residents. Both also for the year before.
select
    trust_id, authority_id, null as breakdown, events, population, baseline_events, baseline_population
from reporting.yearly_area_rate('assault with less serious injury', :period_start, :period_end)
