/*
id: OM21
title: Re-offending better than predicted, statistically significant
same-as: NI18
definition: >-
  Whether significantly fewer people on probation were proven to have re-offended than predicted: NI 18, as trusts read
  it. It is achieved where the verdict is "significantly better".
unit: verdict
version: "2010-11"
caveats:
  - >-
    There is no figure to reach: the verdict is the outcome, and a target that an area has agreed stands beside
    it.
  - Trusts' plans for 2010-11 do not name the test; here it is the host's, stricter than the official-style one.
*/
