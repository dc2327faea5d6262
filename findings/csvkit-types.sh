#!/usr/bin/env bash
# Guess: csvkit takes a column for a number or a date only where it plainly is one; sentence lengths and lists of
#   offence codes stay text, and an outcome flag of 0 and 1 is a number.
# What happens: "2 months" and "18 months" become dates in the years 1 and 2 (0001-03-01, 0002-07-01); the list "1,2"
#   becomes the number 12 and "1,2,3" becomes 123; a flag of 0 and 1 is a Boolean, and csvstat --sum of it says None.
# Why it matters: csvjson, csvsort and csvjoin rewrite the values so, and the most usual count of all, the sum of a
#   re-offended flag, is not to be had until a 2 turns up in the column.
set -euo pipefail
. "$(dirname "$0")/common"
with_python csvkit==2.2.0 agate==1.14.2
printf 'case,sentence,offences,reoffended\nA,2 months,"1,2",0\nB,18 months,"1,2,3",1\nC,3 months,"4,5",1\n' > cases.csv
env/bin/csvjson --stream cases.csv | tee seen.json
env/bin/csvstat --sum -c reoffended cases.csv | tee sum.txt
printf 'flag\n0\n1\n2\n' | env/bin/csvstat --sum -c flag > two.txt
py - <<'P'
import json
rows = [json.loads(line) for line in open("seen.json")]
assert [r["sentence"] for r in rows] == ["0001-03-01", "0002-07-01", "0001-04-01"], rows
assert [r["offences"] for r in rows] == [12, 123, 45], rows
assert [r["reoffended"] for r in rows] == [False, True, True], rows
assert open("sum.txt").read().strip() == "None" and open("two.txt").read().strip() == "3"
P
