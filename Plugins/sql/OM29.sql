/*
id: OM29
title: Offender questionnaires at or above the rating
definition: >-
  Offender questionnaires returned with a rating at or above the one agreed, of all returned. The trust works out the
  figure from its survey; this program shows what was supplied.
family: supplied
unit: "%"
polarity: higher
decimals: 1
frequency: quarterly
levels: [trust]
source-system: offender survey
supplier: probation trusts
extracts: [supplied-values]
aliases: [M2]
version: "2010-11"
caveats:
  - >-
    The rating to be reached and the questionnaire are set by the framework: they are not known here.
  - >-
    Only people who returned the questionnaire are known about; how far they speak for the rest depends on how many were
    given out.
  - The interval is the supplier's; where the supplier gives none, there is none.
*/
