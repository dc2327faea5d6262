/*
id: M17
title: EFQM self-assessment score
definition: >-
  The score that the trust gave itself under the excellence model of the European Foundation for Quality Management.
family: supplied
unit: score
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: self-assessment by the EFQM model
supplier: the trust, about itself
counts: financial-year
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The trust's own judgement of itself, of at most 1,000 points (background knowledge).
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
