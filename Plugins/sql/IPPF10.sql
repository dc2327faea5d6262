/*
id: IPPF10
title: Budget outturn against budget
definition: Spending above the budget (positive) or below it (negative), as a percentage of the budget.
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
    Neither overspending nor underspending is good. A single target is the furthest the outturn may be from the budget
    in either direction.
  - Until the accounts are audited, the figure is provisional.
  - @last-full-year-stands
  - @reported-as-supplied
*/
