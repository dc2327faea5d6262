#!/usr/bin/env bash
# Guess: PSPP's CROSSTABS gives for a two-way table the two-sided Fisher p-value that R gives, and the odds ratio and
#   the relative risks with their 95% intervals.
# What happens (PSPP 1.6.2): for 3 1 / 1 3 the two-sided p is .257; it is .486, as the equally unlikely table on the
#   other side is left out. The interval of the odds ratio 6 is 6 to 6. The relative risk of 30 in 40 against 10 in 30
#   is given as 1.32; it is 2.25.
# Why it matters: PSPP stands in for SPSS, in which offender surveys are kept. A symmetric table nearly halves its
#   p-value, and a risk that more than doubles is reported as up by a third, with no sign of error.
set -euo pipefail
. "$(dirname "$0")/common"
needs pspp pspp
pspp --version | head -1
table() {
    printf 'DATA LIST LIST NOTABLE /group reoffended n.\nBEGIN DATA\n0 0 %s\n0 1 %s\n1 0 %s\n1 1 %s\nEND DATA.\n' "$@"
    printf 'WEIGHT BY n.\nCROSSTABS group BY reoffended /FORMAT=NOTABLES /STATISTICS=CHISQ RISK.\n'
}
table 3 1 1 3 > small.sps
table 30 10 10 20 > large.sps
pspp small.sps | tee small.txt
pspp large.sps | tee large.txt
python3 - <<'P'
import re
def line(name, label):
    return next(l for l in open(name, encoding="utf-8") if label in l)
fisher = [float(v) for v in re.findall(r"\.\d{3}", line("small.txt", "Fisher"))]
odds = re.findall(r"\d+\.\d\d", line("large.txt", "Odds Ratio"))[-3:]
risk = re.findall(r"\d+\.\d\d", line("large.txt", "For cohort"))
print("Fisher:", fisher, "odds ratio:", odds, "relative risk:", risk)
assert fisher[0] == 0.257 and odds == ["6.00"] * 3 and risk[0] == "1.32"
P
