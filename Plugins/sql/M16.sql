/*
id: M16
title: Efficiency indicators basket
definition: >-
  An index of the trust's own basket of efficiency indicators: higher is more efficient.
family: supplied
unit: index
polarity: higher
decimals: 2
frequency: not stated
levels: [trust]
source-system: the trust's basket of efficiency indicators
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The plan set no target, and did not say how it is worked out.
  - >-
    An index of several indicators: its make-up may change from one figure to the next.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
