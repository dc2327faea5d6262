#!/usr/bin/env bash
# Guess: lifelines' median is, by its definition, the first time at which at most half survive: with n cases that all
#   fail, at 1 to n, that is n / 2 for every even n.
# What happens: it is n / 2 for n = 4, 10, 12 and 16 and n / 2 + 1 for n = 6, 8, 14 and 18. The estimate is a product
#   of fractions, and 0.5000000000000001 is not "at most half". statsmodels gives n / 2 + 1 for 8 and n / 2 for 12.
#   (R's survival allows for rounding, and gives n / 2 + 0.5.)
# Why it matters: the median time to re-offence is read at such a step whenever exactly half have re-offended, and it
#   jumps by a whole gap between failures by the accident of the group's size.
set -euo pipefail
. "$(dirname "$0")/common"
with_python lifelines==0.30.3 statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6 pandas==2.3.3
py - <<'P'
import numpy as np
from lifelines import KaplanMeierFitter
from statsmodels.duration.survfunc import SurvfuncRight
first, later, peer = [], [], {}
for n in range(4, 19, 2):
    fit = KaplanMeierFitter().fit(range(1, n + 1))
    peer[n] = float(SurvfuncRight(np.arange(1, n + 1), np.ones(n)).quantile(0.5))
    at_half = float(fit.survival_function_at_times(n // 2).iloc[0])
    print(f"n {n:2}  survive at n/2: {at_half!r:20}  lifelines {fit.median_survival_time_:4}  statsmodels {peer[n]:4}")
    (first if fit.median_survival_time_ == n / 2 else later).append(n)
assert 8 in later and 10 in first and min(len(first), len(later)) >= 3, (first, later)
assert {peer[n] - n / 2 for n in peer} == {0, 1}, peer
P
