#!/usr/bin/env bash
# Guess: frictionless takes financial years such as 2009-10 for text (as tableschema, its predecessor, does).
# What happens: it reads them as months: 2009-10 is October 2009, 2010-11 November 2010, 2011-12 December 2011. A
#   series of 2000-01 to 2012-13 is still taken for months, as nine in ten fit; the last year, the only one that
#   cannot be a month, is then read as no value. In a shorter series, 2012-13 turns the column back to text.
# Why it matters: every year from 2000-01 to 2011-12 passes as a month, so the years are valid, sortable and wrong,
#   and the newest year, the one that a release is about, goes blank (the error sits in the row, and reading raises
#   none).
set -euo pipefail
. "$(dirname "$0")/common"
with_python frictionless==5.21.0 tableschema==1.21.0
py - <<'P'
from frictionless import Resource
from tableschema import Table
def year(first):
    return f"{first}-{(first + 1) % 100:02}"
def read(firsts):
    years = [year(f) for f in firsts]
    with open("years.csv", "w") as file:
        file.write("year,reoffended\n" + "".join(f"{y},{i}\n" for i, y in enumerate(years)))
    with Resource(path="years.csv") as resource:
        rows = resource.read_rows()
        kind = resource.schema.get_field("year").type
    table = Table([["year"]] + [[y] for y in years])
    table.infer(confidence=1)
    older = table.schema.get_field("year").type
    print(years[0], "to", years[-1], kind, rows[0]["year"], "...", rows[-1]["year"], " tableschema:", older)
    return kind, rows[0]["year"], rows[-1]["year"], older
kind, first, last, older = read(range(2009, 2012))
assert kind == "yearmonth" and (first.year, first.month, last.month) == (2009, 10, 12) and older == "string"
assert read(range(2009, 2013)) == ("string", "2009-10", "2012-13", "string")
kind, first, last, older = read(range(2000, 2013))
assert kind == "yearmonth" and first.month == 1 and last is None and older == "string"
P
