/*
id: OM32
title: Victims satisfied with the service
definition: >-
  Victims who answered a survey and are satisfied with the service they received, of all who answered. The trust
  calculates it from its survey; this program shows what was supplied.
family: supplied
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [trust]
source-system: victim survey
supplier: probation trusts
extracts: [supplied-values]
aliases: [M14]
version: "2010-11"
caveats:
  - Few victims answer; read the denominator, where one is supplied, before the figure.
  - Only those who answered are known of.
  - The interval is the supplier's; where none is given, there is none.
*/
