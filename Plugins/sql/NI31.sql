/*
id: NI31
title: Re-offending of registered sex offenders
definition: >-
  Not known. Plans name the indicator, but how it was to be counted could not be established, and no definition is
  invented here.
family: undefined
unit: none
polarity: lower
decimals: 0
frequency: not known
levels: [local-authority]
source-system: not known
supplier: not known
version: "2009-02"
caveats:
  - No figure is given. Re-offending under supervision, sex offenders among others, is NI 18's subject.
  - That it was deferred and never reported for authorities is background knowledge.
*/

