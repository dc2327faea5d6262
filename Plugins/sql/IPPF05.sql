/*
id: IPPF05
title: >-
  Inspection score: assessment and sentence planning
definition: >-
  The score for assessment and sentence planning in the latest offender management inspection, against the
  inspectorate's published criteria.
family: supplied
unit: score
polarity: higher
decimals: 0
frequency: annual
levels: [trust]
source-system: offender management inspection
supplier: Her Majesty's Inspectorate of Probation
counts: financial-year
extracts: [supplied-values]
version: "2010-11"
caveats: [@sample-of-cases, @inspections-years-apart, @last-full-year-stands, @reported-as-supplied]
*/
