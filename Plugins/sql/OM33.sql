/*
id: OM33
title: Delivery of local plans under the national extra funding
definition: >-
  The trust's account of how it carries out the local plans that the extra national funding of 40 million pounds was
  for. The answer is in words; nothing is counted.
family: supplied
unit: text
polarity: none
decimals: 0
frequency: quarterly
levels: [trust]
source-system: the trust's financial monitoring
supplier: probation trusts
extracts: [supplied-values]
version: "2010-11"
caveats:
  - The trust's own words, shown as supplied.
  - No rule says whether an answer in words is good or bad; there is no verdict.
*/
