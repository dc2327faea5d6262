/*
id: M15
title: Costs against the benchmark operating model
definition: >-
  An index of the cost of the trust's work against the benchmark operating model: lower is cheaper.
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
  - @one-scorecard-others-need-not-supply
  - @plan-sets-no-target
  - >-
    An index of several costs: its make-up may change from one figure to the next.
  - @earlier-figure-stands
  - @reported-as-supplied
*/
