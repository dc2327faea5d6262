/*
id: IPPF07
title: >-
  Inspection score: leadership and strategic management
definition: >-
  The score for leadership and strategic management in the latest offender management inspection, against the
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
caveats:
  - >-
    From a sample of cases, whose size and choice are not known here: a small difference may be chance.
  - >-
    Inspections are years apart: the figure may be of an earlier year, and is then supplied again. Scores of different
    inspection programmes must not be compared.
  - >-
    The figure is that of the latest whole financial year that has ended: within a year, last year's stands.
  - >-
    Reported as it was supplied: nothing here recounts it, and no test is made where the counts behind it are not
    given.
*/
