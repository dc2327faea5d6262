/*
id: M7
title: Sentencers satisfied
definition: Of the sentencers who answered, the share satisfied with the services that the trust provides.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: survey of sentencers
supplier: the trust, about itself
counts: financial-year
extracts: [supplied-values]
version: "2011-12"
caveats:
  - @one-scorecard-others-need-not-supply
  - @survey
  - >-
    There are few sentencers in an area: one answer can make a difference of a percentage point or more.
  - @last-full-year-stands
  - @reported-as-supplied
*/
