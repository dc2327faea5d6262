/*
id: M10
title: Inspection self-assessment score
definition: The score that the trust gives itself against the criteria of the second offender management inspection.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: every three years
levels: [trust]
source-system: self-assessment by inspection criteria
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - The trust's own judgement, not the inspectorate's.
  - @earlier-figure-stands
  - @reported-as-supplied
*/
