/*
id: IPPF01
title: >-
  National Standards met: public protection
definition: >-
  Of the requirements of the National Standards on public protection that were checked, the share that was met.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: audit of cases against the National Standards
supplier: probation trusts, about themselves (background knowledge)
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats: [@sample-of-cases, @audited-by-the-trust, @last-full-year-stands, @reported-as-supplied]
*/
