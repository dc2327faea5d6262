"""NI 18 by authority, as a statistician would have it in Python: the rows by ADBC, the sums by Polars, the exact test by
fast-poibin, the plain one by SciPy.

    ni18_python.py CONNINFO QUERY.sql > figures.json
"""
import json
import sys

import adbc_driver_postgresql.dbapi as adbc
import numpy
import polars
from fast_poibin import PoiBin
from scipy.stats import norm


def judged(authority, people):
    """The figures of one authority: rates, relative difference, and both two-sided tests."""
    predicted = people["predicted"].to_numpy()
    observed, n, expected = int(people["reoffended"].sum()), len(predicted), float(predicted.sum())
    distribution = PoiBin(predicted)
    below, above = float(distribution.cdf[observed]), 1 - (float(distribution.cdf[observed - 1]) if observed else 0.0)
    rate = expected / n
    z = (observed - expected) / numpy.sqrt(n * rate * (1 - rate))
    return {
        "authority": authority, "observed": observed, "n": n, "expected": expected,
        "relativeDifference": 100 * (observed / expected - 1),
        "z": {"statistic": float(z), "p": float(2 * norm.sf(abs(z)))},
        "poissonBinomial": {"p": min(1.0, 2 * min(below, above))},
    }


def main(conninfo, query):
    parts = dict(part.split("=", 1) for part in conninfo.replace("'", "").split())
    uri = f"postgresql://{parts['user']}@/{parts['dbname']}?host={parts['host']}&port={parts['port']}"
    with adbc.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(open(query, encoding="utf-8").read())
        rows = polars.from_arrow(cursor.fetch_arrow_table())
    used = rows.filter(polars.col("reoffended").is_not_null() & polars.col("predicted").is_not_null())
    groups = used.sort("authority_id").partition_by("authority_id", maintain_order=True)
    json.dump([judged(group["authority_id"][0], group) for group in groups], sys.stdout)


main(*sys.argv[1:])
