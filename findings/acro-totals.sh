#!/usr/bin/env bash
# Guess: a cross-tabulation by acro with suppress=True hides the small cells and leaves the totals as they are, or
#   hides those too that would give a cell away.
# What happens: the totals are added up anew from the cells that are left. Of 76 people 70 are counted in "All", with
#   no mark beside it; a sum of money in a row of one dominant payer shrinks from 10,135 to the 70 of its other cell.
# Why it matters: the total of a release is the figure that is quoted and compared with last year's, and it moves with
#   whichever cells are small. It also differs from the same total in any table by another breakdown.
set -euo pipefail
. "$(dirname "$0")/common"
with_python acro==1.0.2
cat > people.py <<'P'
import logging
logging.disable(logging.CRITICAL)
import pandas as pd
from acro import ACRO
people = pd.DataFrame({"area": ["N"] * 40 + ["S"] * 30 + ["E"] * 6,
                       "outcome": ["r"] * 20 + ["n"] * 20 + ["r"] * 10 + ["n"] * 20 + ["r"] * 3 + ["n"] * 3})
people["paid"] = [10000 if i == 0 else 1 + i % 6 for i in range(76)]
acro = ACRO(suppress=True)
count = acro.crosstab(people.area, people.outcome, margins=True)
paid = acro.crosstab(people.area, people.outcome, values=people.paid, aggfunc="sum", margins=True)
true = people.groupby("area").paid.sum()
print(count, paid, true, sep="\n")
assert len(people) == 76 and count.loc["All", "All"] == 70, count
assert true["N"] > 10000 and paid.loc["N", "All"] == paid.loc["N", "n"] < 100, paid
P
py people.py
