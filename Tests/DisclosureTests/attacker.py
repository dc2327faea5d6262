"""Works out what it can of the figures that a return kept back, from what was published alone.

    python3 attacker.py TREE.json RETURN.json...

TREE.json says which areas lie in which: {"level/code": ["level/code", ...]}. The returns are the latest and those before
it. It knows no code of laa: it reads the JSON, writes down every equation that areas, groups and overlapping spans of
time give, and asks SciPy's HiGHS for the least and greatest whole number that each count kept back can be.

Prints a line a count kept back: indicator, span, area, group, side, least, greatest (inf where nothing limits it).
"""
import itertools
import json
import sys
from datetime import date, timedelta

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix

SUMS = [("national", {"region"}), ("national", {"trust"}), ("region", {"trust"}),
        ("trust", {"local-authority", "not-assigned"}), ("trust", {"ldu", "not-assigned"}),
        ("ldu", {"local-authority"}), ("partnership", {"local-authority"})]


class Knowledge:
    def __init__(self):
        self.names, self.lower, self.upper, self.rows, self.constraints = {}, [], [], [], None

    def unknown(self, name):
        if name not in self.names:
            self.names[name] = len(self.names)
            self.lower.append(0.0)
            self.upper.append(np.inf)
        return self.names[name]

    def narrow(self, name, lower, upper):
        at = self.unknown(name)
        self.lower[at], self.upper[at] = max(self.lower[at], lower), min(self.upper[at], upper)

    def equal(self, whole, parts, complete=True):
        """The whole is the sum of the parts, or at least that."""
        terms = [(self.unknown(whole), 1.0)] + [(self.unknown(part), -1.0) for part in parts]
        self.rows.append((terms, 0.0, 0.0 if complete else np.inf))

    def matrix(self):
        entries = [(row, column, factor) for row, (terms, _, _) in enumerate(self.rows) for column, factor in terms]
        rows, columns, factors = zip(*entries)
        return LinearConstraint(csr_matrix((factors, (rows, columns)), shape=(len(self.rows), len(self.names))),
                                [row[1] for row in self.rows], [row[2] for row in self.rows])

    def extreme(self, at, sign):
        """The least, or with a sign of -1 the greatest, that an unknown can be; nothing may be learnt after the first."""
        if self.rows and self.constraints is None:
            self.constraints = self.matrix()
        objective = np.zeros(len(self.names))
        objective[at] = sign
        found = milp(objective, constraints=self.constraints or (), integrality=np.ones(len(self.names)),
                     bounds=Bounds(self.lower, self.upper))
        if found.status == 3 or found.status == 4 and "unbounded" in found.message.lower():
            return sign * -np.inf
        if found.status == 2:
            raise Contradiction
        if found.status != 0:
            print(f"the attacker's solver: {found.message}")
            sys.exit(1)
        return round(sign * found.fun)


# What each family counts: a name, how to read it, and how it goes over time: sums of stretches, the same for a cohort that
# begins on the same day, or the same always.
COUNTED = ("counted", lambda finding: finding["observed"], "adds")
OF = ("of", lambda finding: finding["n"], "adds")
SIDES = {
    "proportion-predicted": [COUNTED, ("not counted", lambda finding: finding["n"] - finding["observed"], "adds")],
    "cohort-change": [COUNTED, ("baseline", lambda finding: finding["n"], "cohort"),
                      ("people", lambda finding: finding["people"], "cohort")],
    "frequency": [COUNTED, OF],
    "rate-population": [COUNTED], "standardised-rate": [COUNTED], "count-target": [COUNTED],
    "count-change": [COUNTED, ("baseline", lambda finding: finding["n"], "always")],
    "mean": [OF],
}
SIDES["proportion-target"] = SIDES["supplied"] = SIDES["proportion-predicted"]


def value(finding, side):
    """None where nothing is said, or where the figure is no count."""
    try:
        count = side[1](finding)
    except TypeError:
        return None
    return count if isinstance(count, int) else None


def is_kept(finding):
    return finding["observed"] == {"suppressed": True}


def with_years_before(reports):
    """A rate is set against the events of the year before: figures of that year, published with it."""
    for report in reports:
        yield report
        if report["family"].startswith("rate"):
            findings = [{**finding, "observed": finding["baselineEvents"]} for finding in report["findings"]]
            yield {**report, "findings": findings, "from": year_before(report["from"]), "to": year_before(report["to"])}


def year_before(day):
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def key(area):
    return f'{area["level"]}/{area["code"]}'


def lies(part, whole, tree):
    return whole.startswith("national/") and not part.startswith("national/") or whole in tree.get(part, [])


def parts_of(whole, cells, tree):
    """Every way in which the whole is the sum of other cells; whether all of the tree's parts are there."""
    level = whole.split("/")[0]
    for kind, parts in SUMS:
        if kind != level:
            continue
        all_of = {area for area in tree if area.split("/")[0] in parts and lies(area, whole, tree)}
        shown = sorted(area for area in cells if area in all_of)
        # Offenders of no known authority alone make up no trust.
        if shown and any(not area.startswith("not-assigned/") for area in all_of):
            yield shown, all_of == set(shown)


class Contradiction(Exception):
    pass


def attack(tree, reports, side, over_time, over_areas):
    """Everything that reports of one indicator say of each other: what each count kept back can be."""
    days = sorted({day for report in reports for day in (report["from"], report["to"] + timedelta(days=1))})
    known, hidden, published, tables = Knowledge(), set(), set(), {}
    for report in reports:
        span = (report["from"], report["to"])
        # Tables of one time are one table, whatever files they came in.
        cells = tables.setdefault((span, report["by"]), {})
        for finding in report["findings"]:
            count = value(finding, side)
            if count is None and not is_kept(finding):
                continue
            group = (finding.get("breakdown") or {}).get("value")
            area = key(finding["area"])
            cells.setdefault(group, set()).add(area)
            name = ("cell", span, report["by"], area, group)
            known.unknown(name)
            if over_time and side[2] == "adds":
                known.equal(name, [("stretch", day, report["by"], area, group) for day in days if span[0] <= day <= span[1]])
            elif over_time:
                first = span[0] if side[2] == "cohort" else None
                known.equal(name, [("steady", first, report["by"], area, group)])
            if count is not None:
                known.narrow(name, count, count)
                if name not in hidden:
                    published.add(name)
            elif name not in published:
                # What was published before is no longer a secret; what was kept back before still is.
                hidden.add(name)
    for (span, by), cells in tables.items():
        for group, areas in cells.items() if over_areas else ():
            for whole in areas:
                for parts, complete in parts_of(whole, areas, tree):
                    times = [("cell", span)]
                    if over_time and side[2] == "adds":
                        times += [("stretch", day) for day in days if span[0] <= day <= span[1]]
                    for at in times:
                        known.equal((*at, by, whole, group), [(*at, by, part, group) for part in parts], complete)
        if by is None:
            continue
        groups = {}
        for group, areas in cells.items():
            for area in areas:
                groups.setdefault(area, []).append(group)
        for area in tables.get((span, None), {}).get(None, ()):
            if area in groups:
                known.equal(("cell", span, None, area, None), [("cell", span, by, area, group) for group in groups[area]])
    found = []
    for name in sorted(hidden, key=str):
        at = known.unknown(name)
        found.append((reports[0]["indicator"], name[1][0], name[1][1], name[3], name[4] or "", side[0],
                      known.extreme(at, 1), known.extreme(at, -1)))
    return found


def most_of(tree, reports, side):
    """The attack with the most knowledge that the figures do not contradict: some are no sums of others."""
    for over_time, over_areas in ((True, True), (False, True), (True, False), (False, False)):
        try:
            return attack(tree, reports, side, over_time, over_areas)
        except Contradiction:
            continue
    print(f"the figures of {reports[0]['indicator']} contradict themselves")
    sys.exit(1)


def main():
    tree = json.load(open(sys.argv[1]))
    reports = []
    for path in sys.argv[2:]:
        for report in json.load(open(path))["reports"]:
            report["from"] = date.fromisoformat(report["period"]["from"])
            report["to"] = date.fromisoformat(report["period"]["to"])
            reports.append(report)
    reports.sort(key=lambda report: report["indicator"])
    for _, of_one in itertools.groupby(reports, key=lambda report: report["indicator"]):
        of_one = list(with_years_before(of_one))
        for side in SIDES.get(of_one[0]["family"], ()):
            for line in most_of(tree, of_one, side):
                print(*line, sep="\t")


main()
