#!/usr/bin/env bash
# Guess: conf.level of epiR's epi.directadj holds for all that it returns.
# What happens: the crude rates of each stratum and covariate ($crude) keep 95% limits whatever is asked; only the
#   crude and adjusted rates of whole strata follow conf.level. Nothing says so.
# Why it matters: control limits are asked for at 0.998. One returned list then holds intervals of two levels, and
#   cells stand outside limits that are much too narrow.
set -euo pipefail
. "$(dirname "$0")/common"
needs_r epiR
Rscript - <<'R'
suppressMessages(library(epiR))
ages <- c("18-20", "21-24", "25+")
obs <- matrix(c(8, 5, 12), 1, dimnames = list("Kent", ages))
tar <- matrix(c(100, 80, 400), 1, dimnames = list("Kent", ages))
std <- matrix(c(200, 300, 500), 1, dimnames = list("", ages))
at <- function(level) epi.directadj(obs, tar, std, units = 1, conf.level = level)
a <- at(0.95); b <- at(0.998)
print(b$crude); print(b$adj.strata)
exact <- qchisq(0.999, 2 * (obs + 1)) / 2 / tar
cat("exact upper limits at 0.998:", exact, "\n")
stopifnot(identical(a$crude, b$crude), all(b$crude$upper < 0.85 * exact),
          b$adj.strata$upper > 1.1 * a$adj.strata$upper, b$crude.strata$upper > 1.1 * a$crude.strata$upper)
R
