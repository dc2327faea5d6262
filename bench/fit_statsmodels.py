"""Fits the model of bench/fit.yaml with statsmodels: reads the rows from PostgreSQL, builds the design, fits.

    fit_statsmodels.py CONNINFO ROWS.sql GROUPS.csv

Prints the coefficients, one a line, in the order of laa's file. The rows come as Arrow, the quickest way into pandas.
"""
import csv
import sys

import adbc_driver_postgresql.dbapi
import numpy as np
import pandas as pd
import statsmodels.api as sm

conninfo, rows, groups = sys.argv[1:]
group_of = {}
for line in csv.DictReader(open(groups)):
    if not line["refusal"]:
        group_of.update(dict.fromkeys(line["codes"].split(), line["group"]))
with adbc_driver_postgresql.dbapi.connect(conninfo) as connection, connection.cursor() as cursor:
    cursor.execute(open(rows).read())
    frame = cursor.fetch_arrow_table().to_pandas()
snapshot, birth, convicted = (
    pd.to_datetime(frame[name]).dt for name in ["snapshot_date", "birth_month", "convicted_on"])
frame["age"] = snapshot.year - birth.year - (snapshot.month < birth.month)  # born on the first of the month
frame["band"] = pd.cut(
    frame["age"], [-1, 20, 24, 29, 39, 49, 200],
    labels=["18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"])
frame["months"] = (12 * (snapshot.year - convicted.year) + snapshot.month - convicted.month
                   - (snapshot.day < convicted.day))
frame["group"] = frame["offence_code"].map(group_of)
# As the specification says, whoever lacks an input is left out; everybody with sanctions has at least one.
frame = frame[frame["impossible"].isna()].dropna(
    subset=["sex", "band", "tier", "order_type", "group", "first", "sanctions", "career", "months"])

columns = [np.ones(len(frame))]


def factor(values, levels, reference):
    """Adds a column for each level that somebody has, but the reference; gives the columns by level."""
    present = set(values)
    made = {level: (values == level).to_numpy(dtype=float) for level in levels if level != reference and level in present}
    columns.extend(made.values())
    return made


def spline(x, knots):
    cube = lambda y: np.maximum(y, 0) ** 3
    last, before, first = knots[-1], knots[-2], knots[0]
    return [x] + [
        (cube(x - knot) - (cube(x - before) * (last - knot) - cube(x - last) * (before - knot)) / (last - before))
        / (last - first) ** 2
        for knot in knots[:-2]]


sex = factor(frame["sex"], ["female", "male"], "male")
bands = factor(frame["band"], ["18 to 20", "21 to 24", "25 to 29", "30 to 39", "40 to 49", "50 and over"], "30 to 39")
tier = factor(frame["tier"], ["1", "2", "3", "4"], "2")
orders = factor(frame["order_type"], ["community order", "suspended sentence order", "licence"], "community order")
factor(frame["group"], list(dict.fromkeys(group_of.values())), "Violence")
first, sanctions, career, months = (
    frame[name].to_numpy(dtype=float) for name in ["first", "sanctions", "career", "months"])
columns.extend(spline(first, [14, 17, 21, 30]))
columns.extend([np.log(sanctions), np.log(sanctions / (10 + career)), months])
columns.extend(sex["female"] * column for column in tier.values())
columns.extend(sex["female"] * column for column in bands.values())
columns.extend(one * other for one in tier.values() for other in orders.values())
design = np.column_stack(columns)
fit = sm.Logit(frame["reoffended"].to_numpy(dtype=float), design).fit(
    method="newton", tol=1e-12, maxiter=100, disp=False, cov_type="cluster",
    cov_kwds={"groups": frame["offender_id"].to_numpy()})
print(*map(repr, fit.params.tolist()), sep="\n")
