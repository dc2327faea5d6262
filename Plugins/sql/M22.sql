/*
id: M22
title: Offender managers satisfied with interventions
definition: >-
  Of the offender managers who answered, the share satisfied with the interventions that their offenders are given.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: quarterly
levels: [trust]
source-system: survey of offender managers
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - >-
    A survey: those who answer may be unlike those who do not. It has no interval where the counts are not supplied.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
