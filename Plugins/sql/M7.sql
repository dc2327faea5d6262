/*
id: M7
title: Sentencers satisfied
definition: Of the sentencers who answered, the share satisfied with the services that the trust provides.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: survey of sentencers
supplier: the trust, about itself
counts: financial-year
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - >-
    A survey: those who answer may be unlike those who do not. It has no interval where the counts are not supplied.
  - >-
    There are few sentencers in an area: one answer can be a percentage point or more.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
