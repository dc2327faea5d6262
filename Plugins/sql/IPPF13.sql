/*
id: IPPF13
title: Approved premises audit
definition: The score from an audit of how the trust's approved premises support public protection and interventions.
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
  - The scale of the score, and who carries out the audit, are not known here.
  - @last-full-year-stands
  - @reported-as-supplied
*/
