/*
id: M3
title: Re-offending under supervision, by event
same-as: NI18
polarity: lower
version: "2011-12"
caveats:
  - @one-scorecard-counted-for-all
  - >-
    The target is a range, from 5% below to 5% above the predicted rate, which the plan calls the range of
    insignificance. It counts as met up to the upper end: fewer re-offences than predicted never miss it.
  - >-
    That range is the same whatever the size of the cohort, but the difference that may be due to chance is not: see
    each area's own range of insignificance.
*/
