/*
id: M3
title: Re-offending under supervision, by event
same-as: NI18
polarity: lower
version: "2011-12"
caveats:
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12), counted here for every
    trust.
  - >-
    Its target is a range, 5% below to 5% above the predicted rate, which the plan calls the range of insignificance.
    It counts as met up to the upper end: fewer re-offences than predicted never miss it.
  - >-
    That range is the same for every size of cohort; what cannot be told from chance is not: see each area's own range
    of insignificance.
*/
