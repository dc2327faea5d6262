/*
id: OM32
title: Victims satisfied with the service
definition: >-
  Victims who answered a survey and are satisfied with the service they received, of all who answered. The trust works
  out the figure from its survey; this program shows what was supplied.
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
  - Few victims answer; look at the denominator, where one is supplied, before the figure.
  - Only victims who answered are known about.
  - The interval is the supplier's; where the supplier gives none, there is none.
*/
