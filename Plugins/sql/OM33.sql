/*
id: OM33
title: Delivery of local plans under the national extra funding
definition: >-
  What the trust reports about carrying out the local plans that the extra national funding of 40 million pounds paid
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
  - An answer in words is neither good nor bad by rule; there is no verdict.
*/
