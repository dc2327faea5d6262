/*
id: OM29
title: Offender questionnaires at or above the rating
definition: >-
  Offender questionnaires returned with a rating at or above the one agreed, of all returned. The trust calculates it
  from its survey; this program shows what was supplied.
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
    The rating that is good enough, and the questionnaire, are the framework's: they are not known here.
  - >-
    Only those who returned the questionnaire are known of; how many were given out decides what that says of the
    rest.
  - The interval is the supplier's; where none is given, there is none.
*/
