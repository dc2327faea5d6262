"""Fits the model of bench/fit.yaml with statsmodels: reads the rows from PostgreSQL, builds the design, fits.

    fit_statsmodels.py CONNINFO PEOPLE.sql ROWS.sql GROUPS.csv

Prints the coefficients, one a line, in the order of laa's file. The rows come as Arrow, the quickest way into pandas.
"""
import csv
import sys

import adbc_driver_postgresql.dbapi
import numpy as np
import statsmodels.api as sm

conninfo, people, rows, groups = sys.argv[1:]
group_of = {}
for line in csv.DictReader(open(groups)):
    if not line["refusal"]:
        group_of.update(dict.fromkeys(line["codes"].split(), line["group"]))
with adbc_driver_postgresql.dbapi.connect(conninfo) as connection, connection.cursor() as cursor:
    cursor.execute(open(people).read())
    cursor.execute(open(rows).read())
    frame = cursor.fetch_arrow_table().to_pandas()
frame = frame[frame["impossible"].isna()]

columns = [np.ones(len(frame))]


def factor(values, levels, reference):
    """Adds a column for each level but the reference, and one for what is missing; gives the columns by level."""
    made = {}
    for level in levels:
        if level != reference:
            made[level] = (values == level).to_numpy(dtype=float)
            columns.append(made[level])
    missing = ~values.isin(levels).to_numpy()
    if missing.any():
        columns.append(missing.astype(float))
    return made


def number(values, made):
    """Adds the columns made of a number, which are 0 where it is missing, and one for that."""
    known = np.isfinite(values)
    columns.extend(np.where(known, column, 0.0) for column in made)
    if not known.all():
        columns.append((~known).astype(float))


def spline(x, knots):
    cube = lambda y: np.maximum(y, 0) ** 3
    last, before, first = knots[-1], knots[-2], knots[0]
    return [x] + [
        (cube(x - knot) - (cube(x - before) * (last - knot) - cube(x - last) * (before - knot)) / (last - before))
        / (last - first) ** 2
        for knot in knots[:-2]]


with np.errstate(all="ignore"):
    sex = factor(frame["sex"], ["female", "male"], "male")
    band = frame["band"].replace("under 18", "18 to 20")
    factor(band, ["18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"], "30 to 39")
    tier = factor(frame["tier"], ["1", "2", "3", "4"], "2")
    factor(frame["order_type"], ["community order", "suspended sentence order", "licence"], "community order")
    factor(frame["offence_code"].map(group_of), list(dict.fromkeys(group_of.values())), "Violence")
    first = frame["first"].to_numpy(dtype=float)
    sanctions = frame["sanctions"].to_numpy(dtype=float)
    career = frame["career"].to_numpy(dtype=float)
    months = frame["months"].to_numpy(dtype=float)
    number(first, spline(first, [14, 17, 21, 30]))
    number(np.log(sanctions), [np.log(sanctions)])
    number(np.log(sanctions / (10 + career)), [np.log(sanctions / (10 + career))])
    number(months, [months])
    columns.extend(sex["female"] * tier[level] for level in ["1", "3", "4"])
design = np.column_stack(columns)
fit = sm.Logit(frame["reoffended"].to_numpy(dtype=float), design).fit(
    method="newton", tol=1e-12, maxiter=100, disp=False, cov_type="cluster",
    cov_kwds={"groups": frame["offender_id"].to_numpy()})
print(*map(repr, fit.params.tolist()), sep="\n")
