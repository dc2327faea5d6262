/*
id: M13
title: MAPPA quality audit rating
definition: >-
  The rating given by an audit of cases for the quality of work on multi-agency public protection arrangements.
family: supplied
unit: score
polarity: higher
decimals: 1
frequency: not stated
levels: [trust]
source-system: audit of cases under multi-agency public protection arrangements
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - @plan-sets-no-target
  - @sample-of-cases
  - @earlier-figure-stands
  - @reported-as-supplied
*/
