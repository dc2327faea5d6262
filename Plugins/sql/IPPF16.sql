/*
id: IPPF16
title: Beneficiaries satisfied with Community Payback
definition: >-
  Of the direct and local beneficiaries of Community Payback who answered, the share who are satisfied with how it was
  delivered.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: survey of beneficiaries
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - >-
    A survey: few answer, and those who do may be the more satisfied. It has no interval where the counts are not
    supplied.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
