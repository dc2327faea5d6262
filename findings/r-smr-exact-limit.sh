#!/usr/bin/env bash
# Guess: epiR's epi.smr(method = "fisher") gives the exact Poisson limits of observed over expected, as poisson.test
#   does.
# What happens: the upper limit is exact; the lower solves P(X <= observed) = 0.975 where it should be P(X <= observed
#   - 1) = 0.975, so it is that of one event more. Observed 5, expected 2: 1.10 to 5.83, and the exact lower limit is
#   0.81.
# Why it matters: the interval leaves out 1, so an area "re-offends significantly more than expected" on no evidence;
#   the p-value printed in the same row says 0.105.
set -euo pipefail
. "$(dirname "$0")/common"
needs_r epiR
Rscript - <<'R'
suppressMessages(library(epiR))
seen <- epi.smr(obs = 5, exp = 2, method = "fisher", conf.level = 0.95)
exact <- poisson.test(5)$conf.int / 2
print(seen)
cat("exact Poisson limits:", exact, "\n")
cat("lower limit of 6 events over 2:", poisson.test(6)$conf.int[1] / 2, "\n")
near <- function(a, b) isTRUE(all.equal(a, b, tolerance = 1e-3))
stopifnot(near(seen$upper, exact[2]), near(seen$lower, poisson.test(6)$conf.int[1] / 2),
          exact[1] < 1, seen$lower > 1, seen$p.value > 0.05)
R
