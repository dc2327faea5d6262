"""What files published, read from their JSON: of each indicator, span and breakdown, the counts of every place.

A count is a number, HIDDEN where it is suppressed or would be expected and is not there, a Rounded, or a Between.
"""
import json
import re
from collections import namedtuple
from datetime import date, timedelta

HIDDEN = "suppressed"
Rounded = namedtuple("Rounded", "value")
# What stands beside a figure is rounded down, as its name says.
Between = namedtuple("Between", "least greatest")
MULTIPLE = re.compile(r"\(to a multiple of (\d+)\)$")
# How many numbers that were rounded down are added up in what a measure is out of.
ROUNDED_IN_TOTAL = {"pnc-match": 2, "prediction": 2, "answered": 1, "late-proof": 1}

SHARES = {"proportion-predicted", "proportion-target", "supplied"}
EVENTS = {"rate-population", "standardised-rate", "count-target", "count-change"}
# The quality measures that a family has of every area; that of authorities is of some areas alone.
MEASURES = {"proportion-predicted": ["pnc-match", "prediction", "repeats"], "proportion-target": ["answered"],
            "quantile": ["answered"], "frequency": ["repeats"], "cohort-change": ["expected-change"]}
# How counts go over time, where they are not sums of stretches: the same for a cohort that begins on the same day, the
# same always, or nothing (people and their repeats, who may be in two stretches).
OVER_TIME = {("cohort-change", "n"): "cohort", ("cohort-change", "people"): "cohort",
             ("cohort-change", "expected-change"): "cohort", ("cohort-change", "authority"): "cohort",
             ("count-change", "n"): "always", ("*", "people"): None, ("*", "repeats"): None}
# Sums of rows that could lack something: they follow from the others.
TOTALS = {"pnc-match-of", "prediction-of", "answered-of", "repeats-of", "authority-of", "expected-change-of"}
# What tells a count although it is none: rates and shares, tests, and sentences.
DERIVED = {"rate", "actualRate", "relativeDifference", "rateInterval", "differenceInterval", "percentOfTarget", "change",
           "changeInterval", "interval", "baselinePerPerson", "followUpPerPerson", "mean", "total", "shrunken",
           "poissonInterval", "dispersion", "clustering", "crudeRate", "value", "roundedTo"}


def goes(family, kind):
    """How a kind of count goes over time: `adds` where it is the sum of stretches."""
    return OVER_TIME.get((family, kind), OVER_TIME.get(("*", kind), "adds"))


def kinds(family):
    """The kinds of count of people that a finding of a family has."""
    if family in SHARES:
        own = ["observed", "not", "n"]
    elif family == "cohort-change":
        own = ["observed", "n", "people"]
    elif family == "frequency":
        own = ["observed", "n", "people"]
    elif family == "count-change":
        own = ["observed", "n"]
    elif family in EVENTS:
        own = ["observed"]
    elif family == "mean":
        own = ["observed", "n"]
    elif family == "quantile":
        own = ["n"]
    else:
        return []
    if family == "proportion-predicted":
        own.append("people")
    return own + MEASURES.get(family, [])


def definitions(family):
    """What is a sum within every finding of a family: a whole and its parts."""
    if family in SHARES:
        yield "n", ["observed", "not"]
    if family == "proportion-predicted":
        yield "pnc-match-of", ["n", "pnc-match", "prediction"]
        yield "prediction-of", ["pnc-match-of"]
    if family == "proportion-target":
        yield "answered-of", ["n", "answered"]
    if family in ("proportion-predicted", "frequency"):
        yield "n", ["people", "repeats"]
        yield "repeats-of", ["n"]
    if family == "cohort-change":
        yield "expected-change-of", ["people"]
    yield "authority-of", [{"cohort-change": "people"}.get(family, "observed" if family in EVENTS else "n")]


def definitions_of_authority(family):
    """The count of those not assigned to an authority that larger areas repeat as a measure."""
    return [parts for whole, parts in definitions(family) if whole == "authority-of"][0][0]


def area_key(area):
    return f'{area["level"]}/{area["code"]}'


def state(value, is_rounded):
    """None where there is no such count."""
    if value == {"suppressed": True}:
        return HIDDEN
    if isinstance(value, int) and not isinstance(value, bool):
        return Rounded(value) if is_rounded else value
    return None


class Table:
    """The counts of one indicator, span and breakdown, by place: everything that files said, in their order."""

    def __init__(self, indicator, family, span, by):
        self.indicator, self.family, self.span, self.by = indicator, family, span, by
        self.places = {}
        # What a mean adds up or divides by is a count of people where it is a whole number for every area.
        self.fractional = set()
        # What was hidden and is shown by a later file, and what two files give differently.
        self.shown_later, self.revised = [], []

    def add(self, place, kind, count):
        counts = self.places.setdefault(place, {})
        known = counts.get(kind)
        if count is None or known == count:
            return
        if known is None:
            counts[kind] = count
        elif isinstance(known, int) and isinstance(count, int):
            self.revised.append((place, kind, known, count))
            counts[kind] = count
        elif isinstance(count, int):
            if known == HIDDEN:
                self.shown_later.append((place, kind, count))
            counts[kind] = count
        elif isinstance(count, (Rounded, Between)) and known == HIDDEN:
            counts[kind] = count
        elif isinstance(count, Between) and isinstance(known, Between):
            # Records were revised.
            counts[kind] = count


    def drop_fractional(self):
        for counts in self.places.values():
            for kind in self.fractional:
                counts.pop(kind, None)


class Publication:
    """Some files, in the order in which they were published."""

    def __init__(self, paths):
        self.tables, self.levels, self.reports = {}, {}, []
        for path in paths:
            self.read(json.load(open(path)), path)
        for table in self.tables.values():
            table.drop_fractional()

    def read(self, document, path):
        areas = document.get("areas")
        for report in document.get("reports", [document]):
            family = report["family"]
            span = (date.fromisoformat(report["period"]["from"]), date.fromisoformat(report["period"]["to"]))
            self.reports.append((path, report))
            if not kinds(family):
                continue
            table = self.table(report["indicator"], family, span, report.get("by"))
            for finding in report["findings"]:
                group = (finding.get("breakdown") or {}).get("value")
                place = (area_key(finding["area"]), group)
                for kind, count in counts(finding, family).items():
                    table.add(place, kind, count)
                if family == "mean":
                    table.fractional |= {kind for kind in kinds(family) if finding.get(kind) is None}
                if family == "rate-population":
                    # It is set against the events of the year before: figures of that year, published with it.
                    before = self.table(report["indicator"], family, tuple(year_before(day) for day in span), table.by)
                    before.add(place, "observed", state(finding.get("baselineEvents"), finding.get("rounded", False)))
            self.measures_of_nation(report, family, table)
            self.asked(document.get("reports", [document]), areas, table)

    def table(self, indicator, family, span, by):
        key = (indicator, span, by)
        if key not in self.tables:
            self.tables[key] = Table(indicator, family, span, by)
        return self.tables[key]

    def measures_of_nation(self, report, family, table):
        """The measures of the whole report are the nation's."""
        nation = [area_key(finding["area"]) for finding in report["findings"]
                  if finding["area"]["level"] == "national"]
        own = table
        if table.by is not None:
            own = self.table(table.indicator, family, table.span, None)
        for measure in report["dataQuality"]["measures"] if nation else ():
            for kind, count in of_measure(measure).items():
                own.add((nation[0], None), kind, count)

    def asked(self, document, areas, table):
        """Which areas a file was asked for: one of them that is not there has nobody."""
        levels = {finding["area"]["level"] for report in document for finding in report["findings"]}
        roots = None if areas is None else frozenset(area_key(area) for area in areas)
        self.levels.setdefault((table.indicator, table.span, table.by), set()).add((frozenset(levels), roots))


def year_before(day):
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)


def of_measure(measure):
    """The counts of a quality measure; rounded ones of rejected rows tell nothing."""
    kind = measure["measure"]
    if kind == "rejected":
        return {}
    count, of, base = state(measure.get("count"), False), state(measure.get("of"), False), base_of(measure)
    if base and isinstance(count, int):
        count = Between(count, count + base - 1)
        parts = ROUNDED_IN_TOTAL.get(kind, 0)
        if parts and isinstance(of, int):
            of = Between(of, of + parts * (base - 1))
    return {kind: count, f"{kind}-of": of}


def base_of(measure):
    """What the count of a quality measure was rounded down to a multiple of; None where it was not."""
    found = MULTIPLE.search(measure["name"])
    return int(found[1]) if found else None


def counts(finding, family):
    """Every count of people that a finding has, shown or not."""
    is_rounded = bool(finding.get("rounded"))
    found = {kind: None for kind in kinds(family)}
    for key, kind in (("observed", "observed"), ("n", "n"), ("people", "people"), ("notRecorded", "answered")):
        if kind in found:
            found[kind] = state(finding.get(key), is_rounded)
    measures = finding.get("dataQuality")
    for measure in measures if isinstance(measures, list) else ():
        for kind, count in of_measure(measure).items():
            if count is not None and (found.get(kind) in (None, HIDDEN) or isinstance(count, Between)):
                found[kind] = count
        base = base_of(measure)
        if measure["measure"] == "repeats" and base and isinstance(found.get("people"), int):
            # The people of so many snapshots: all less the repeated ones, of which there may be more.
            found["people"] = Between(max(0, found["people"] - base + 1), found["people"])
    if family in SHARES:
        if isinstance(found["observed"], int) and isinstance(found["n"], int):
            found["not"] = found["n"] - found["observed"]
        elif isinstance(found["observed"], Rounded) and isinstance(found["n"], Rounded):
            found["not"] = Rounded(found["n"].value - found["observed"].value)
        elif HIDDEN in (found["observed"], found["n"]):
            found["not"] = HIDDEN
    # A figure that is no count, such as one supplied as a percentage, has no number of people behind it.
    if family == "supplied" and found["n"] is None:
        return {}
    if family == "mean":
        return {kind: count for kind, count in found.items() if count is not None}
    for kind in MEASURES.get(family, []) + ["people"]:
        if kind in found and found[kind] is None:
            found[kind] = HIDDEN
    return found


def day_after(day):
    return day + timedelta(days=1)
