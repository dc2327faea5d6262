/*
id: NI31
title: Re-offending of registered sex offenders
definition: >-
  Not known. The indicator is named in plans, but how it was to be counted was never found, and no definition is
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
  - No figure is given. Re-offending under supervision, including by sex offenders, is the subject of NI 18.
  - That the indicator was deferred, and never reported for authorities, is background knowledge.
*/
