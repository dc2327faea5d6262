/*
id: IPPF17
title: Best Value reviews completed
definition: Best Value reviews of services that the trust completed in the year.
family: supplied
unit: count
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: the trust's records
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - A small count, which does not say how many reviews were due.
  - @last-full-year-stands
  - @reported-as-supplied
*/
