/*
id: NI7
title: Third-sector organisations rating local statutory bodies' influence as positive
definition: >-
  Of the third-sector organisations that answered, the share who say that the local statutory bodies have a positive
  or very positive influence on their success.
family: supplied
unit: "%"
polarity: higher
decimals: 0
frequency: one survey, of 2008
levels: [local-authority]
source-system: national survey of third-sector organisations
supplier: Office of the Third Sector (background knowledge)
extracts: [supplied-values]
version: "2009-02"
caveats:
  - Nationally 47% of the organisations asked in 2008 answered; those that did not may think differently.
  - >-
    There was one survey: its figure stands for later quarters, and shows no change.
  - @reported-as-supplied
*/
