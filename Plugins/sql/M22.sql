/*
id: M22
title: Offender managers satisfied with interventions
definition: Of the offender managers who answered, the share satisfied with the interventions given to their offenders.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: quarterly
levels: [trust]
source-system: survey of offender managers
supplier: the trust, about itself
extracts: [supplied-values]
version: "2011-12"
caveats: [@one-scorecard-others-need-not-supply, @survey, @reported-as-supplied]
*/
