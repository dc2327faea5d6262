/*
id: M27
title: Managers satisfied with the quality of management information
definition: Of the managers who answered, the share satisfied with the quality of management information reports.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: twice a year
levels: [trust]
source-system: survey of managers
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - @survey
  - >-
    There are few managers: one answer can make a difference of several percentage points.
  - @earlier-figure-stands
  - @reported-as-supplied
*/
