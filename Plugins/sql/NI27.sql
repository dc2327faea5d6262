/*
id: NI27
title: Residents who say police and council seek their views on crime and disorder
definition: >-
  Of the residents who answered the Place Survey, the share who agree that the police and other local public services
  seek people's views on crime and anti-social behaviour in their area.
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
  - >-
    The wording, and which answers count, are background knowledge; a police indicator on the same subject asks about
    the police and local councils.
  - @reported-as-supplied
*/
