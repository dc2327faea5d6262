/*
id: IPPF14
title: Ethnic minority staff, of those declared
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
  - Staff who have not declared their ethnicity are left out, and may be unlike the rest.
  - >-
    Targets follow the make-up of the area's own population: do not rank trusts by it.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
