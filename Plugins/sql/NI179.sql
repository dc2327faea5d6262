/*
id: NI179
title: >-
  Value for money: ongoing cash-releasing gains since the start of 2008-09
definition: >-
  The net cash-releasing gains in value for money that the authority has made since the start of 2008-09 and that are
  expected to last two more full years, less what they cost to run.
family: supplied
unit: GBP
polarity: higher
decimals: 0
frequency: twice a year
levels: [local-authority]
source-system: the authority's finance records
supplier: each local authority
extracts: [supplied-values]
version: "2009-02"
caveats:
  - >-
    Cumulative since April 2008: figures for different years must not be added together.
  - >-
    Reported by the authority about itself. That October's figure is a forecast and July's the outturn is background
    knowledge.
  - @reported-as-supplied
*/
