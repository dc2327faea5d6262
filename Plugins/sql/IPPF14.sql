/*
id: IPPF14
title: Ethnic minority staff, of those who declared their ethnicity
definition: Of the staff who have declared their ethnicity, the share from ethnic minorities.
family: supplied
unit: "%"
polarity: higher
decimals: 1
frequency: annual
levels: [trust]
source-system: the trust's staff records
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - Staff who have not declared their ethnicity are left out, and may differ from the rest.
  - >-
    Targets follow the make-up of each area's own population: do not rank trusts by this figure.
  - @last-full-year-stands
  - @reported-as-supplied
*/
