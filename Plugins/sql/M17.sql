/*
id: M17
title: EFQM self-assessment score
definition: >-
  The score that the trust gives itself by the excellence model of the European Foundation for Quality Management.
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
  - @one-scorecard-others-need-not-supply
  - The trust's own judgement, out of at most 1,000 points (background knowledge).
  - @last-full-year-stands
  - @reported-as-supplied
*/
