/*
id: M19
title: Board confidence in capability
definition: How confident the trust's board is in the trust's capability, as a score.
family: supplied
unit: score
polarity: higher
decimals: 1
frequency: not stated
levels: [trust]
source-system: rating by members of the board
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - @plan-sets-no-target
  - The opinion of the board's members, who are few.
  - @earlier-figure-stands
  - @reported-as-supplied
*/
