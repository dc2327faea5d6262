#!/usr/bin/env bash
# Guess: the solvers read a plain MPS file alike: an integer column that has no bound runs from 0 up, and a constant
#   in the objective is added.
# What happens: of "most x, 2x <= 11, x integer" HiGHS and GLPK make x = 1 (no bound means binary), PuLP makes 5. A
#   number for the objective row in RHS is subtracted by HiGHS (3 - 10 = -7) and added by GLPK (13). None calls it a
#   warning.
# Why it matters: MPS is how rounding and suppression models go from one solver to another, to check the one by the
#   other. Rounded counts that are silently held to 0 or 1 still solve to "optimal".
set -euo pipefail
. "$(dirname "$0")/common"
with_python highspy==1.16.0 swiglpk==5.0.13 pulp==3.3.2
cat > integer.mps <<'M'
NAME          INTEGER
ROWS
 N  COST
 L  LIMIT
COLUMNS
    MARKER                 'MARKER'                 'INTORG'
    X         COST              -1.0   LIMIT              2.0
    MARKER                 'MARKER'                 'INTEND'
RHS
    RHS       LIMIT             11.0
ENDATA
M
cat > constant.mps <<'M'
NAME          CONSTANT
ROWS
 N  COST
 G  LOW
COLUMNS
    X         COST               1.0   LOW                1.0
RHS
    RHS       LOW                3.0   COST              10.0
ENDATA
M
py - <<'P'
import highspy, pulp
from swiglpk import *
glp_term_out(GLP_OFF)
def highs(path):
    h = highspy.Highs(); h.setOptionValue("output_flag", False)
    h.readModel(path); h.run()
    return h.modelStatusToString(h.getModelStatus()), h.getInfo().objective_function_value, h.getSolution().col_value[0]
def glpk(path):
    p = glp_create_prob(); glp_read_mps(p, GLP_MPS_FILE, None, path); glp_simplex(p, None)
    if not glp_get_num_int(p):
        return "Optimal" if glp_get_status(p) == GLP_OPT else "?", glp_get_obj_val(p), glp_get_col_prim(p, 1)
    glp_intopt(p, None)
    return "Optimal" if glp_mip_status(p) == GLP_OPT else "?", glp_mip_obj_val(p), glp_mip_col_val(p, 1)
def with_pulp(path):
    names, p = pulp.LpProblem.fromMPS(path); p.solve(pulp.HiGHS(msg=False))
    return pulp.LpStatus[p.status], p.objective.value(), names["X"].value()
seen = [f("integer.mps") for f in (highs, glpk, with_pulp)] + [f("constant.mps") for f in (highs, glpk)]
print("integer:  HiGHS", seen[0], " GLPK", seen[1], " PuLP", seen[2])
print("constant: HiGHS", seen[3], " GLPK", seen[4])
assert seen == [("Optimal", -1, 1), ("Optimal", -1, 1), ("Optimal", -5, 5), ("Optimal", -7, 3), ("Optimal", 13, 3)]
P
