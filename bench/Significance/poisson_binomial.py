"""Times fast-poibin on the probabilities that the Swift benchmark uses, and prints both together with a reference.

The reference is computed in 80-bit arithmetic: the distribution is built up trial by trial over forty standard
deviations, which leaves out less than 1e-300; at the national size it is the table stored with the tests. Usage:
poisson_binomial.py SWIFT_OUTPUT
"""

import csv
import pathlib
import sys
import time

import numpy as np
from fast_poibin import PoiBin


def probabilities(n):
    i = np.arange(n, dtype=np.uint64)
    return ((i * np.uint64(2654435761)) % np.uint64(2**32)).astype(np.float64) / 2**32 * 0.3 + 0.01


def reference(p, observed):
    """The two-sided p-value by minimum likelihood, in 80-bit arithmetic."""
    p = p.astype(np.longdouble)
    pmf, first = np.array([1], dtype=np.longdouble), 0
    mean = variance = 0.0
    for q in p:
        longer = np.zeros(len(pmf) + 1, dtype=np.longdouble)
        longer[:-1] = pmf * (1 - q)
        longer[1:] += pmf * q
        mean, variance, pmf = mean + float(q), variance + float(q * (1 - q)), longer
        reach = 40 * variance**0.5 + 40
        low, high = max(0, int(mean - reach) - first), int(mean + reach) + 1 - first
        pmf, first = pmf[low:high], first + low
    return float(pmf[pmf <= pmf[observed - first] * (1 + 1e-7)].sum())


def national_reference():
    """The stored p-values at n = 616,252, by observed count; computing them here would be too slow."""
    tests = pathlib.Path(__file__).parents[2] / "Tests/SignificanceTests/reference"
    with open(tests / "poisson_binomial_national.csv") as file:
        return {int(row["k"]): float(row["p_two_sided_min_likelihood"]) for row in csv.DictReader(file)}


def two_sided(p, observed):
    pmf = PoiBin(p).pmf
    return pmf[pmf <= pmf[observed] * (1 + 1e-7)].sum()


def main():
    for n in (500, 5000):
        two_sided(probabilities(n), n // 5)  # compiles what is compiled on first use
    print("\nExact Poisson-binomial, one two-sided p-value, one core; errors against 80-bit arithmetic:")
    for line in open(sys.argv[1]):
        n, observed, ours_ms, ours = line.split()
        n, observed, ours_ms, ours = int(n), int(observed), float(ours_ms), float(ours)
        p = probabilities(n)
        best = float("inf")
        for _ in range(3):
            began = time.perf_counter()
            theirs = two_sided(p, observed)
            best = min(best, 1000 * (time.perf_counter() - began))
        exact = reference(p, observed) if n <= 100_000 else national_reference()[observed]
        print(f"  n = {n:7,}: laa {ours_ms:8.3f} ms, fast-poibin {best:8.3f} ms, ratio {ours_ms / best:.3f}; "
              f"relative errors {abs(ours / exact - 1):.1e} and {abs(theirs / exact - 1):.1e}")


main()
