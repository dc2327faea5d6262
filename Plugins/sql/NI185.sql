/*
id: NI185
title: Reduction in CO2 from local authority operations
definition: >-
  The reduction in emissions of carbon dioxide from the local authority's own operations against the year before, as a
  percentage: a positive figure means less carbon dioxide.
family: supplied
unit: "%"
polarity: higher
decimals: 1
frequency: annual
levels: [local-authority]
source-system: the authority's energy and fuel records
supplier: each local authority, to the Department for Environment, Food and Rural Affairs
counts: financial-year
extracts: [supplied-values]
version: "2009-02"
caveats:
  - Worked out by the authority for itself; what counts as its operations may differ between authorities.
  - The first year, 2008-09, is the baseline, and so has no reduction (background knowledge).
  - @latest-full-year
  - @reported-as-supplied
*/
