/*
id: IPPF18
title: Ethnic monitoring data complete and accurate
definition: Of offenders' records, the share with complete and accurate data on race and ethnicity.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: check of case records
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - Completeness can be counted; how accuracy is checked is not known here.
  - @last-full-year-stands
  - @reported-as-supplied
*/
