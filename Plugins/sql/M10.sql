/*
id: M10
title: Inspection self-assessment score
definition: The score that the trust gave itself by the criteria of the second offender management inspection.
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
  - >-
    A measure of one trust's balanced scorecard (Cambridgeshire and Peterborough 2011/12): other trusts need not
    supply it.
  - The trust's own judgement of itself, not the inspectorate's.
  - Between one figure and the next the earlier one stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
