/*
id: IPPF08
title: Days lost to sickness per employee
definition: Working days lost to sickness in the year, divided by the employees.
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
    Whether employees are counted as heads or as full-time equivalents is not known here, and may differ between
    trusts.
  - A few long absences move the mean of a small trust.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
