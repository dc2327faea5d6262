/*
id: OM21
title: Re-offending significantly better than predicted
same-as: NI18
definition: >-
  Whether fewer people on probation were proven to have re-offended than predicted, by more than chance: NI 18, as a
  trust reads it. It is achieved where the verdict is "significantly better".
unit: verdict
version: "2010-11"
caveats:
  - >-
    There is no figure to reach: the verdict is the outcome, and any target that an area has agreed is shown beside it.
  - >-
    Trusts' plans for 2010-11 do not name the test; the one used here is this program's own, which is stricter than the
    official-style one.
*/
