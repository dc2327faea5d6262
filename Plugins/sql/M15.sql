/*
id: M15
title: Costs against the benchmark operating model
definition: >-
  An index of what the trust's work costs against the benchmark operating model: lower is cheaper.
family: supplied
unit: index
polarity: lower
decimals: 2
frequency: not stated
levels: [trust]
source-system: basket of benchmark costs
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The plan set no target, and did not say how it is worked out.
  - >-
    An index of several costs: its make-up may change from one figure to the next.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
