/*
id: M24
title: Staff who feel properly equipped
definition: Of the staff who answered, the share who feel properly equipped for their role.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: twice a year
levels: [trust]
source-system: survey of staff
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats: [@one-scorecard-others-need-not-supply, @survey, @earlier-figure-stands, @reported-as-supplied]
*/
