/*
id: M18
title: Communication indicators basket
definition: >-
  An index of the trust's own basket of communication indicators: higher is better.
family: supplied
unit: index
polarity: higher
decimals: 2
frequency: not stated
levels: [trust]
source-system: the trust's basket of communication indicators
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - @plan-sets-no-target
  - >-
    An index of several indicators: its make-up may change from one figure to the next.
  - @earlier-figure-stands
  - @reported-as-supplied
*/
