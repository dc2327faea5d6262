#!/usr/bin/env bash
# Guess: statsmodels' confint_poisson(0, exposure, method="midp-c") is 0 to 3.00 (mid-P, 95%), as its exact-c is 0 to
#   3.69; and the ratio of 0 events to 5 has an interval that holds the ratio 0.
# What happens: the mid-P limits are 3.00 and 3.00: the lower one is the upper one again, above the rate itself. The
#   score interval of the ratio is one point too, 0.77 to 0.77. No error, no warning: a root finder was given one root
#   twice.
# Why it matters: areas with no events are the rule in small-area statistics, and mid-P is the method advised for
#   them. They come out as significantly above any expected number below 3.
set -euo pipefail
. "$(dirname "$0")/common"
with_python statsmodels==0.15.0 scipy==1.17.1 numpy==2.4.6 pandas==3.1.1
py - <<'P'
from statsmodels.stats.rates import confint_poisson, confint_poisson_2indep
exact = [float(v) for v in confint_poisson(0, 1, method="exact-c")]
midp = [float(v) for v in confint_poisson(0, 1, method="midp-c")]
one = [float(v) for v in confint_poisson(1, 1, method="midp-c")]
ratio = [float(v) for v in confint_poisson_2indep(0, 100, 5, 100, method="score", compare="ratio")]
print("0 events, exact-c:", exact)
print("0 events, midp-c: ", midp)
print("1 event, midp-c:  ", one)
print("ratio of 0 to 5, score:", ratio)
assert exact[0] == 0 and abs(exact[1] - 3.689) < 1e-3
assert abs(midp[0] - 2.9957) < 1e-3 and abs(midp[1] - 2.9957) < 1e-3
assert 0 < one[0] < 1 < one[1]
assert 0.76 < ratio[0] < 0.78 and abs(ratio[1] - ratio[0]) < 1e-6
P
