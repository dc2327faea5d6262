/*
id: IPPF08
title: Days lost to sickness per employee
definition: Working days lost to sickness in the year, divided by the number of employees.
family: supplied
unit: days
polarity: lower
decimals: 1
frequency: annual
levels: [trust]
source-system: the trust's staff records
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - >-
    Whether employees are counted as people or as full-time equivalents is not known here, and may differ between
    trusts.
  - A few long absences can change the mean of a small trust a great deal.
  - @last-full-year-stands
  - @reported-as-supplied
*/
