/*
id: M13
title: MAPPA quality audit rating
definition: The rating of the quality of work on multi-agency public protection arrangements, in an audit of cases.
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
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The plan set no target, and did not say how it is worked out.
  - >-
    From a sample of cases, whose size and choice are not known here: a small difference may be chance.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
