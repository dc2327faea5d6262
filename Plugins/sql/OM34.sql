/*
id: OM34
title: Evidence on the gender equality duty
definition: Evidence that services for women meet the gender equality duty. The answer is in words; nothing is counted.
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
  - No rule says whether an answer in words is good or bad; there is no verdict.
*/
