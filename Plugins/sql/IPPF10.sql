/*
id: IPPF10
title: Budget outturn against budget
definition: What was spent above the budget (positive) or below it (negative), as a percentage of the budget.
family: supplied
unit: "% variance"
polarity: zero
decimals: 1
frequency: annual
levels: [trust]
source-system: the trust's accounts
supplier: probation trusts through the National Offender Management Service (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats:
  - >-
    Neither over- nor underspending is good. A single target is the farthest that the outturn may lie from the budget
    on either side.
  - Before the accounts are audited the figure is provisional.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
