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
  - @place-survey
  - @place-survey-criticised
  - That both 'very satisfied' and 'fairly satisfied' count is background knowledge.
  - @reported-as-supplied
*/
