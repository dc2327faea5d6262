#!/usr/bin/env bash
# Guess: pyjstat places each row of a table by its dimension values when it writes JSON-stat, and writes null for a
#   cell that has no row.
# What happens: values are written in the order of the rows. A table sorted by year and then area, two areas by two
#   years, swaps North's second year with South's first; with one row missing every later value moves up a cell, and
#   the value array is shorter than the dimensions say.
# Why it matters: the file is well-formed and its values are all there, under the wrong areas. Tables are usually
#   sorted by period, and suppression leaves rows out.
set -euo pipefail
. "$(dirname "$0")/common"
with_python pyjstat==2.4.0 pandas==3.1.1 numpy==2.4.6 requests==2.34.2
py - <<'P'
import json
import pandas as pd
from pyjstat import pyjstat
def written(rows):
    return json.loads(pyjstat.Dataset.read(pd.DataFrame(rows, columns=["area", "year", "value"])).write())
rows = [("North", "2010", 1), ("South", "2010", 3), ("North", "2011", 2), ("South", "2011", 4)]
whole = written(rows)
back = pyjstat.Dataset.read(json.dumps(whole)).write("dataframe")
print("in: ", rows)
print("out:", back.values.tolist())
cell = {(a, y): int(v) for a, y, v in back.values.tolist()}
assert cell[("North", "2011")] == 3 and cell[("South", "2010")] == 2
gap = written([r for r in sorted(rows) if r[:2] != ("South", "2010")])
print("one row less:", gap["value"], "for size", gap["size"], "of", gap["id"])
assert gap["value"] == [1, 2, 4] and gap["size"] == [2, 2]
P
