/*
id: IPPF17
title: Best Value reviews completed
definition: The Best Value reviews of services that the trust completed in the year.
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
  - >-
    A count of a few: how many were due is not part of it.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
