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
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The plan set no target, and did not say how it is worked out.
  - The opinion of the few members of the board.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
