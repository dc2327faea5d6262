/*
id: IPPF11
title: External audit result
definition: What the external auditor concluded on the trust's finance and governance, in words.
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
    Words, not a number: they are neither compared nor judged here.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
