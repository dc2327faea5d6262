/*
id: IPPF13
title: Approved premises audit
definition: The score of the audit of how the trust's approved premises support public protection and interventions.
family: supplied
unit: score
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: audit of approved premises
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - Trusts without approved premises have no figure.
  - The scale of the score and who audits are not known here.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
