"""What disclosure control keeps back beyond small counts, beside GaussSuppression 1.2.3 and the least that would do.

    disclosure_peers.py LAA [--alone] [--optimum]

LAA is the program; $LAA_HOME's warehouse has the sample. Tables are those of 2010-11Q4: every area (nation, regions, trusts,
authorities and offenders not assigned) by those who have the outcome, those who have not, and all. Primary cells are counts
of 1 to 4, the same for both programs; all other suppressed cells are secondary. Those who have the outcome are suppressed
where `observed` is, all where `n` is, and those who have not where either is.

The peer's figures are those of GaussSuppression 1.2.3 (github.com/statisticsnorway/ssb-gausssuppression, commit 6fa594c, its
defaults, R 4.2.2) on the same tables, in which it left every primary cell at least three values. It publishes what is left of
a count, such as none of three; the program never does, and such zeros are counted by themselves.

--optimum also solves, with SciPy's HiGHS, for the fewest figures and the fewest cells that protect every small count of each
trust's authorities where the trust's own figure is published. The program protects more: regions, delivery units and what
adds up across indicators.

The first table of figures is of each indicator weighed alone, as the peer weighs it: no other module is there, so that
nothing adds up with it. The second is of what is published, where all modules are there. --alone prints the first alone.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import lil_matrix

QUARTER = "2010-11Q4"
LEVELS = ("national", "region", "trust", "local-authority")
# Indicator, breakdown, GaussSuppression's secondary cells.
TABLES = [("NI143", None, 68), ("OM20", None, 62), ("INT14", None, 25), ("OM35", None, 38), ("NI143", "sex", 636)]
BY_TRUST = ("NI143", "NI144", "OM20", "INT14", "OM35", "OM09", "OM38", "M5")
SMALL, EXTREMES, VALUES = range(1, 5), 10, 3
HIDDEN = {"suppressed": True}
SECONDS = 5


class Reports:
    """What the program prints: of all its modules or, in a folder of their own, of some of them alone."""

    def __init__(self, program, folder=None):
        self.program, self.known = program, {}
        self.environment = {**os.environ, **({"LAA_MODULES": str(folder)} if folder else {})}

    def laa(self, *arguments):
        done = subprocess.run([self.program, *arguments], env=self.environment, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"disclosure_peers: laa {' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}")
        return done.stdout

    def places(self, indicator, by, level, *options):
        """Observed and n of every place, as printed."""
        key = (indicator, by, level, options)
        if key not in self.known:
            report = json.loads(self.laa("report", "--quiet", indicator, "--quarter", QUARTER, "--level", level, "--format",
                                         "json", *(["--by", by] if by else []), *options))
            self.known[key] = {
                (finding["area"]["level"], finding["area"]["code"], (finding.get("breakdown") or {}).get("value")):
                    (finding["observed"], finding["n"]) for finding in report["findings"]}
        return self.known[key]

    def table(self, indicator, by):
        """Of every place: true counts, and which of the three cells are suppressed."""
        cells = {}
        for breakdown in (None, by) if by else (None,):
            for level in LEVELS:
                shown = self.places(indicator, breakdown, level)
                for place, (observed, n) in self.places(indicator, breakdown, level, "--internal").items():
                    yes_hidden, n_hidden = (value == HIDDEN for value in shown.get(place, (HIDDEN, HIDDEN)))
                    cells[place] = ((observed, n - observed, n), (yes_hidden, yes_hidden or n_hidden, n_hidden))
        return cells

    def trusts(self):
        """The trust of every authority."""
        areas = []
        for level in ("local-authority", "not-assigned"):
            areas += json.loads(self.laa("areas", "--level", level, "--as-of", "2011-03-31", "--format", "json"))
        return {(area["level"], area["code"]): parent["code"] for area in areas for parent in area["parents"]
                if parent["level"] == "trust"}


def alone(reports, indicator, folder):
    """The reports of one indicator, where no other module is there."""
    own = pathlib.Path(folder) / indicator
    if not own.exists():
        file, = (module["file"] for module in json.loads(reports.laa("modules", "list", "--format", "json"))
                 if module["id"] == indicator)
        own.mkdir()
        (own / pathlib.Path(file).name).symlink_to(file)
    return Reports(reports.program, own)


def compare(title, reports_of):
    print(f"{title}:")
    print(f"{'table':14} {'cells':>6} {'primary':>8} {'secondary':>10} {'zeros':>6} {'peer':>5} {'ratio':>6}")
    worst = 0
    for indicator, by, peer in TABLES:
        cells = [(count, hidden, side) for counts, kept in reports_of(indicator).table(indicator, by).values()
                 for side, (count, hidden) in enumerate(zip(counts, kept))]
        primary = sum(hidden and count in SMALL for count, hidden, _ in cells)
        secondary = sum(hidden and count not in SMALL for count, hidden, _ in cells)
        # Nobody is left of those of whom all have the outcome: what is left is never published, nor is it suppressed.
        zeros = sum(hidden and count == 0 and side == 1 for count, hidden, side in cells)
        worst = max(worst, (secondary - zeros) / peer)
        name = indicator + (f" by {by}" if by else "")
        print(f"{name:14} {len(cells):6,} {primary:8,} {secondary - zeros:10,} {zeros:6,} {peer:5,} "
              f"{(secondary - zeros) / peer:6.2f}")
    print(f"at most {worst:.2f} times the peer's\n")


def lost_headlines(reports):
    """Authorities' NI 18 figures with five or more re-offenders that are suppressed to protect others."""
    trusts = reports.trusts()
    by_trust = {}
    for place, (counts, hidden) in reports.table("NI18", None).items():
        if place[:2] in trusts:
            by_trust.setdefault(trusts[place[:2]], []).append((place, counts, hidden))
    lost = forced = 0
    for places in by_trust.values():
        primary = [counts for _, counts, _ in places if is_primary(counts)]
        smaller = [counts for place, counts, _ in places if not is_primary(counts) and counts[0] < 5]
        for place, counts, hidden in places:
            if place[0] == "local-authority" and hidden[0] and counts[0] >= 5 and not is_primary(counts):
                lost += 1
                # Nothing else in the trust could stand beside what is small.
                forced += not smaller and len(primary) < 2
    print(f"NI 18: {lost} authorities with five or more re-offenders are suppressed to protect others; {forced} of them "
          " in trusts where nothing smaller could be instead\n")


def is_primary(counts):
    return counts[0] in SMALL or counts[1] in SMALL or counts[2] < EXTREMES and 0 in counts[:2]


def by_trust(reports, indicator):
    """Of each trust whose own figure is published: the counts of its parts, and what is suppressed of them."""
    trusts, table = reports.trusts(), reports.table(indicator, None)
    parts = {}
    for place, cell in table.items():
        if place[:2] in trusts:
            parts.setdefault(trusts[place[:2]], []).append(cell)
    for trust, cells in sorted(parts.items()):
        whole = table.get(("trust", trust, None))
        if whole and not any(whole[1]) and any(is_primary(counts) for counts, _ in cells) \
                and all(sum(counts[side] for counts, _ in cells) == whole[0][side] for side in range(3)):
            yield cells


def fewest_figures(cells):
    """How many figures must go beside the small ones, where a figure goes whole: the sum of those gone is all that is known."""
    primary = [counts for counts, _ in cells if is_primary(counts)]
    others = [counts for counts, _ in cells if not is_primary(counts)]
    if not others:
        return 0
    rows = [[1] * len(others), [counts[0] for counts in others], [counts[1] for counts in others]]
    least = [2 - len(primary)] + [VALUES - 1 - sum(counts[side] for counts in primary) for side in (0, 1)]
    found = milp(np.ones(len(others)), constraints=LinearConstraint(np.array(rows, float), least, np.inf),
                 integrality=np.ones(len(others)), bounds=Bounds(0, 1))
    # Where even all of them are not enough, all go.
    return len(others) if found.x is None else round(found.fun)


def fewest_cells(cells):
    """How many cells must go beside those of 1 to 4, where each goes by itself; None where the time is up."""
    flat = [count for counts, _ in cells for count in counts]
    primary = [at for at, count in enumerate(flat) if count in SMALL]
    size, count = len(flat), len(primary)
    # Of each small cell: another table in which it is greater, and one in which it is less, by enough together.
    columns = size * (1 + 4 * count)
    rows, least, greatest = [], [], []

    def row(terms, low, high):
        rows.append(terms)
        least.append(low)
        greatest.append(high)

    most = 2.0 * VALUES
    upper = np.concatenate([np.ones(size), np.full(4 * count * size, most)])
    for number, small in enumerate(primary):
        more = [size * (1 + 4 * number + kind) for kind in range(4)]
        for way in (0, 2):
            # The difference is what is added less what is taken away; added, taken.
            added, taken = more[way], more[way + 1]
            for cell in range(0, size, 3):
                row([(added + cell + side, factor) for side, factor in ((0, 1), (1, 1), (2, -1))]
                    + [(taken + cell + side, -factor) for side, factor in ((0, 1), (1, 1), (2, -1))], 0, 0)
            for side in (0, 1):
                row([(added + cell + side, 1) for cell in range(0, size, 3)]
                    + [(taken + cell + side, -1) for cell in range(0, size, 3)], 0, 0)
            for cell in range(size):
                row([(added + cell, 1), (taken + cell, 1), (cell, -most)], -np.inf, 0)
                upper[taken + cell] = min(most, flat[cell])
        row([(more[0] + small, 1), (more[1] + small, -1), (more[2] + small, -1), (more[3] + small, 1)], VALUES - 1, np.inf)
    lower = np.zeros(columns)
    lower[primary] = 1
    matrix = lil_matrix((len(rows), columns))
    for index, terms in enumerate(rows):
        for column, factor in terms:
            matrix[index, column] += factor
    objective = np.concatenate([np.ones(size), np.full(columns - size, 1e-6)])
    found = milp(objective, constraints=LinearConstraint(matrix.tocsr(), least, greatest), bounds=Bounds(lower, upper),
                 integrality=np.concatenate([np.ones(size), np.zeros(columns - size)]), options={"time_limit": SECONDS})
    return round(found.x[:size].sum()) - count if found.status == 0 else None


def optimum(reports):
    tables = own = least = 0
    for indicator in BY_TRUST:
        for cells in by_trust(reports, indicator):
            tables += 1
            own += sum(any(hidden) and not is_primary(counts) for counts, hidden in cells)
            least += fewest_figures(cells)
    print(f"figures counted whole: {own} beside the small ones in {tables} trusts' tables of {len(BY_TRUST)} indicators; the "
          f"least is {least}: ratio {own / max(least, 1):.2f}")
    sys.stdout.flush()
    tables = own = least = late = 0
    for indicator in ("NI143", "OM20"):
        for cells in by_trust(reports, indicator):
            if sum(count in SMALL for counts, _ in cells for count in counts) == 0:
                continue
            fewest = fewest_cells(cells)
            if fewest is None:
                late += 1
                continue
            tables += 1
            own += sum(hidden and count not in SMALL for counts, kept in cells for count, hidden in zip(counts, kept))
            least += fewest
    print(f"cells counted: {own} beside the small ones in {tables} trusts' tables of NI143 and OM20; the least is {least}: "
          f"ratio {own / max(least, 1):.2f}" + (f" ({late} not solved within {SECONDS} s)" if late else ""))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--optimum", action="store_true")
    options = parser.parse_args()
    reports = Reports(options.program)
    with tempfile.TemporaryDirectory() as folder:
        compare("each indicator alone, as the peer weighs it", lambda indicator: alone(reports, indicator, folder))
    if options.alone:
        return
    compare("with all that adds up", lambda _: reports)
    lost_headlines(reports)
    if options.optimum:
        optimum(reports)


main()
