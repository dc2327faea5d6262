#!/usr/bin/env bash
# Guess: a variable with bounds that exclude each other, at least 0 and at most -5, makes a program infeasible.
# What happens: PuLP's own CBC calls it Optimal with the variable at -20, below its lower bound. (PuLP hands CBC an
#   MPS file with the upper bound alone, and CBC reads a negative upper bound with no lower one as "no lower bound".)
#   HiGHS through the same PuLP says Infeasible.
# Why it matters: in an audit of suppressed cells the bounds come from what an attacker knows. Bounds that contradict
#   each other mean an error in the table; here they give a range, with counts below 0, and the word Optimal.
set -euo pipefail
. "$(dirname "$0")/common"
with_python pulp==3.3.2 highspy==1.16.0
py - <<'P'
import pulp
def solve(solver):
    p = pulp.LpProblem("crossed", pulp.LpMinimize)
    cell, other = pulp.LpVariable("cell", 0, -5), pulp.LpVariable("other", 0, 3)
    p += cell + other
    p += cell + other >= -20
    p.solve(solver)
    print(solver.name, pulp.LpStatus[p.status], cell.value(), "bounds", cell.lowBound, cell.upBound)
    return pulp.LpStatus[p.status], cell.value()
if not pulp.PULP_CBC_CMD().available():
    print("skipped: PuLP brings no CBC for this machine"); raise SystemExit(77)
cbc, highs = solve(pulp.PULP_CBC_CMD(msg=False)), solve(pulp.HiGHS(msg=False))
assert cbc == ("Optimal", -20), cbc
assert highs[0] == "Infeasible", highs
P
