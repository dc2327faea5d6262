#!/usr/bin/env bash
# Guess: a p-value that is missing (an area too small to be tested) stays missing in statsmodels' multipletests, and
#   the others are adjusted as if it were not there, as R's p.adjust does.
# What happens: with Benjamini-Hochberg every adjusted p-value becomes NaN, and the verdicts are not: they are right
#   for some areas and wrong for others. Of 0.01, NaN, 0.02 and 0.04, all three real ones should be rejected; 0.04 is
#   not. Holm counts the missing test as one more test. Hommel rejects nothing.
# Why it matters: one area with too few cases changes the verdicts on the others, and the array of verdicts looks
#   whole.
set -euo pipefail
. "$(dirname "$0")/common"
with_python statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6 pandas==3.1.1
py - <<'P'
import numpy as np
from statsmodels.stats.multitest import multipletests
def verdicts(p, method):
    reject, adjusted = multipletests(p, alpha=0.05, method=method)[:2]
    print(f"{method:7}", p, [bool(r) for r in reject], [round(float(a), 4) for a in adjusted])
    return [bool(r) for r in reject], adjusted
gap = [0.01, np.nan, 0.02, 0.04]
for method in "fdr_bh", "holm", "hommel":
    assert all(verdicts([0.01, 0.02, 0.04], method)[0])
bh, holm, hommel = (verdicts(gap, m) for m in ("fdr_bh", "holm", "hommel"))
assert bh[0] == [True, False, True, False] and np.isnan(bh[1]).all()
assert holm[0] == [True, False, False, False] and abs(holm[1][2] - 0.06) < 1e-9
assert hommel[0] == [False] * 4
P
