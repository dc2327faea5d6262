/*
id: OM34
title: Evidence on the gender equality duty
definition: >-
  Evidence that services for women meet the gender equality duty. The answer is in words; nothing is counted.
family: supplied
unit: text
polarity: none
decimals: 0
frequency: quarterly
levels: [trust]
source-system: the trust's equality scheme
supplier: probation trusts
extracts: [supplied-values]
version: "2010-11"
caveats:
  - The trust's own words, shown as supplied.
  - An answer in words is neither good nor bad by rule; there is no verdict.
*/
