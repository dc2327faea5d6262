/*
id: NI5
title: Residents satisfied with their area as a place to live
definition: >-
  Of the residents who answered the Place Survey, the share who are satisfied with their local area as a place to
  live.
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
  - That both 'very satisfied' and 'fairly satisfied' count is background knowledge.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
