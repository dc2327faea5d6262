#!/usr/bin/env bash
# Guess: PuLP's .pi, .slack and .dj mean the same whichever solver is behind it, as .value() does.
# What happens: maximising, CBC's dual of a binding row is +3 and HiGHS's is -3, and the reduced cost turns too (-1,
#   +1). Minimising, the duals agree, and the slack of a row of kind >= is -6 by CBC and +6 by HiGHS.
# Why it matters: cell suppression by cuts (Benders) and any reading of shadow prices ("one more place is worth ...")
#   build on the duals. Changing the solver can turn a valid cut into one that cuts off the answer.
set -euo pipefail
. "$(dirname "$0")/common"
with_python pulp==3.3.2 highspy==1.16.0
py - <<'P'
import pulp
def solve(solver, sense):
    p = pulp.LpProblem("duals", sense)
    x, y = pulp.LpVariable("x", 0), pulp.LpVariable("y", 0)
    p += 3 * x + 2 * y
    top = sense == pulp.LpMaximize
    p += (x + y <= 4 if top else x + y >= 4), "c"
    p += (x + 3 * y <= 6 if top else x + 3 * y >= 6), "d"
    p.solve(solver)
    rows = p.constraints["c"], p.constraints["d"]
    seen = p.objective.value(), rows[0].pi, y.dj, rows[1].slack
    print(solver.name, "max" if top else "min", "objective %g, dual of c %g, reduced cost %g, slack of d %g" % seen)
    return seen
if not pulp.PULP_CBC_CMD().available():
    print("skipped: PuLP brings no CBC for this machine"); raise SystemExit(77)
cbc, highs = pulp.PULP_CBC_CMD(msg=False), pulp.HiGHS(msg=False)
assert solve(cbc, pulp.LpMaximize)[:3] == (12, 3, -1) and solve(highs, pulp.LpMaximize)[:3] == (12, -3, 1)
least = solve(cbc, pulp.LpMinimize)
assert least[1::2] == (2, -6) and solve(highs, pulp.LpMinimize)[1::2] == (2, 6)
P
