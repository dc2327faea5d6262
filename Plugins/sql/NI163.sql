/*
id: NI163
title: Working-age people qualified to at least level 2
definition: Of women aged 19 to 59 and men aged 19 to 64, the share who are qualified to level 2 or higher.
family: supplied
unit: "%"
polarity: higher
decimals: 1
frequency: annual
levels: [local-authority]
source-system: Annual Population Survey
supplier: Office for National Statistics (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2009-02"
caveats:
  - >-
    An estimate from a survey: a change within its interval may be chance. Where the interval is not supplied, none is
    shown.
  - @latest-full-year
  - @reported-as-supplied
*/
