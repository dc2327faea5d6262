#!/usr/bin/env bash
# Guess: a program that has answers but no greatest one is Unbounded, in whole numbers as in fractions.
# What happens: with integer variables PuLP says Infeasible of it when HiGHS solves, and Unbounded when CBC does; with
#   the same variables continuous both say Unbounded. (HiGHS answers "infeasible or unbounded" and PuLP keeps the
#   first half.)
# Why it matters: when a suppressed cell's greatest possible count is asked for, Unbounded means "well hidden" and
#   Infeasible means "the table does not add up". An audit takes the safest cells for errors.
set -euo pipefail
. "$(dirname "$0")/common"
with_python pulp==3.3.2 highspy==1.16.0
py - <<'P'
import pulp
def status(solver, category):
    p = pulp.LpProblem("range", pulp.LpMaximize)
    cell, total = (pulp.LpVariable(n, 0, cat=category) for n in ("cell", "total"))
    p += cell
    p += total - cell == 3
    p.solve(solver)
    print(solver.name, category, pulp.LpStatus[p.status])
    return pulp.LpStatus[p.status]
if not pulp.PULP_CBC_CMD().available():
    print("skipped: PuLP brings no CBC for this machine"); raise SystemExit(77)
seen = [status(s, c) for c in ("Continuous", "Integer") for s in (pulp.PULP_CBC_CMD(msg=False), pulp.HiGHS(msg=False))]
assert seen == ["Unbounded", "Unbounded", "Unbounded", "Infeasible"], seen
P
