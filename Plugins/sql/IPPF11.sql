/*
id: IPPF11
title: External audit result
definition: The external auditor's conclusion on the trust's finance and governance, in words.
family: supplied
unit: text
polarity: none
decimals: 0
frequency: annual
levels: [trust]
source-system: external audit
supplier: the trust's external auditor (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - >-
    The result is in words, not a number: it is neither compared nor judged here.
  - @last-full-year-stands
  - @reported-as-supplied
*/
