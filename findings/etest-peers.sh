#!/usr/bin/env bash
# Guess: scipy's poisson_means_test and statsmodels' test_poisson_2indep(method="etest") are one test, the E-test of
#   Krishnamoorthy and Thomson, and give one p-value.
# What happens: 0 events in 100 years against 5 in 120 is p = 0.021 in scipy and 0.035 in statsmodels. scipy divides
#   by the unpooled standard error, statsmodels' default by the pooled one; its "etest-wald" is scipy's.
# Why it matters: at the levels used for outliers (0.05 shared among areas, 0.025 a side) the verdict on a rate
#   depends on which of the two a peer reviewer has installed.
set -euo pipefail
. "$(dirname "$0")/common"
with_python statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6 pandas==3.1.1
py - <<'P'
from scipy.stats import poisson_means_test
from statsmodels.stats.rates import test_poisson_2indep
case = (0, 100, 5, 120)
scipy = poisson_means_test(*case).pvalue
default = test_poisson_2indep(*case, method="etest").pvalue
wald = test_poisson_2indep(*case, method="etest-wald").pvalue
print(f"scipy {scipy:.5f}  statsmodels etest {default:.5f}  etest-wald {wald:.5f}")
assert abs(scipy - 0.02091) < 1e-4 and abs(default - 0.03479) < 1e-4 and abs(wald - scipy) < 1e-8
P
