#!/usr/bin/env bash
# Guess: "Byar" names one pair of Poisson limits, those of public-health guidance: the lower from the count x, the
#   upper from x + 1; at x = 0 the lower is 0.
# What happens: epitools' pois.byar and epiR's epi.conf(method = "byar") put x + 0.5 into both. The limits are
#   narrower (5 events: 1.90 to 10.96, not 1.61 to 11.67) and with no event the lower limit is a negative rate. epiR's
#   own epi.smr(method = "byar") does use x and x + 1: two Byars in one package.
# Why it matters: rates and SMRs of small areas get limits narrower than the published method's, and an area can be
#   called different from the average by one package and not by the other, under the same method name.
set -euo pipefail
. "$(dirname "$0")/common"
needs_r epitools epiR
Rscript - <<'R'
suppressMessages({ library(epitools); library(epiR) })
byar <- function(x, z = qnorm(0.975))
    c(x * (1 - 1 / (9 * x) - z / 3 / sqrt(x))^3, (x + 1) * (1 - 1 / (9 * (x + 1)) + z / 3 / sqrt(x + 1))^3)
tools <- unlist(pois.byar(5)[c("lower", "upper")])
conf <- unlist(epi.conf(cbind(5, 1), ctype = "inc.rate", method = "byar")[c("lower", "upper")])
smr <- unlist(epi.smr(obs = 5, exp = 1, method = "byar")[c("lower", "upper")])
none <- pois.byar(0)$lower
show <- function(name, v) cat(sprintf("%-22s %7.4f %8.4f\n", name, v[1], v[2]))
show("Byar's limits of 5", byar(5)); show("epitools pois.byar", tools)
show("epiR epi.conf", conf); show("epiR epi.smr", smr)
cat("epitools, lower limit of 0 events:", none, "\n")
near <- function(a, b) isTRUE(all.equal(unname(a), unname(b), tolerance = 1e-3))
stopifnot(near(byar(5), c(1.6113, 11.6682)), near(smr, byar(5)), none < 0,
          near(tools, c(1.8964, 10.9596)), near(conf, tools))
R
