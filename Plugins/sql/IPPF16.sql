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
    A survey: few people answer, and those who do may be more satisfied than the rest. There is no interval where the
    counts are not supplied.
  - @last-full-year-stands
  - @reported-as-supplied
*/
