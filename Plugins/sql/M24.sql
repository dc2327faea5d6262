/*
id: M24
title: Staff who feel properly equipped
definition: Of the staff who answered, the share who feel properly equipped for their role.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: twice a year
levels: [trust]
source-system: survey of staff
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - >-
    A survey: those who answer may be unlike those who do not. It has no interval where the counts are not supplied.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
