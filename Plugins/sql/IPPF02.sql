/*
id: IPPF02
title: >-
  National Standards met: interventions
definition: Of the requirements of the National Standards on interventions that were checked, the share that was met.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: audit of cases against the National Standards
supplier: probation trusts, about themselves (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - >-
    From a sample of cases, whose size and choice are not known here: a small difference may be chance.
  - Audited by the trust itself. Which requirements are checked is not known here.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
