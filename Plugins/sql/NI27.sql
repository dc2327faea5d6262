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
  - >-
    A postal survey of adults, first taken in autumn 2008 and meant to be repeated every two years: one figure stands
    until the next, and says nothing of the quarters between.
  - >-
    Its reliability was criticised when it was published. In 24 counties the figure is put together from those of the
    districts.
  - >-
    The wording and the answers that count are background knowledge; a police indicator of the same subject asks of
    the police and local councils.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
