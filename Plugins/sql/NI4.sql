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
  - @place-survey
  - @place-survey-criticised
  - That both 'definitely agree' and 'tend to agree' count is background knowledge.
  - @reported-as-supplied
*/
