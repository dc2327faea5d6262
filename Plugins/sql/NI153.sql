/*
id: NI153
title: Working-age people on out-of-work benefits in the worst-performing neighbourhoods
definition: >-
  Of the working-age people in the neighbourhoods of the area where at least 25% claimed out-of-work benefits in May
  2006 to February 2007, the share who claim them. Neighbourhoods are lower-layer super output areas; the share is for
  all of them together, over four quarters.
family: supplied
unit: "%"
polarity: lower
decimals: 1
frequency: quarterly
levels: [local-authority]
source-system: benefit records of the Department for Work and Pensions
supplier: Department for Work and Pensions
extracts: [supplied-values]
version: "2009-02"
caveats:
  - >-
    The neighbourhoods were chosen because they were the worst in one year: some improvement is to be expected whatever
    is done (regression to the mean).
  - Working age is 16 to 59 for women and 16 to 64 for men. Carers' benefits do not count.
  - An area without such neighbourhoods has no figure.
  - @reported-as-supplied
*/
