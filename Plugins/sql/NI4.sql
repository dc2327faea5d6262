/*
id: NI4
title: Residents who feel able to influence local decisions
definition: >-
  Of the residents who answered the Place Survey, the share who agree that they can influence decisions that affect
  their local area.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: every two years
levels: [local-authority]
source-system: Place Survey
supplier: each authority, through the Department for Communities and Local Government (background knowledge)
extracts: [supplied-values]
version: "2009-02"
caveats:
  - >-
    A postal survey of adults, first taken in autumn 2008 and meant to be repeated every two years: one figure stands
    until the next, and says nothing of the quarters between.
  - >-
    Its reliability was criticised when it was published. In 24 counties the figure is put together from those of the
    districts.
  - That both 'definitely agree' and 'tend to agree' count is background knowledge.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
