"""What publications show outright: small counts, differences of two published figures, and traces of figures not shown."""
from datetime import date

from published import DERIVED, HIDDEN, TOTALS, area_key, kinds


class Shown:
    """Something that a reader need not work out."""

    def __init__(self, what, indicator, span, place, kind, value, said=""):
        self.what, self.indicator, self.span, self.place = what, indicator, span, place
        self.kind, self.value, self.said = kind, value, said


def small_counts(publication, small):
    """Counts of 1 to 4 that stand in a file as they are."""
    for table in publication.tables.values():
        for place, counts in table.places.items():
            for kind, count in counts.items():
                if isinstance(count, int) and 1 <= count <= small and (kind in kinds(table.family) or kind == "authority"
                                                                       or kind in TOTALS):
                    yield Shown("small count shown", table.indicator, table.span, place, kind, count)


def revisions(publication, small):
    """The same count in two files with different values: the difference is a number of people whose records changed."""
    for table in publication.tables.values():
        for place, kind, before, after in table.revised:
            if kind in kinds(table.family) and 1 <= abs(after - before) <= small:
                yield Shown("revision", table.indicator, table.span, place, kind, abs(after - before),
                            f"{before} and then {after}")


def shown_later(publication):
    """Counts that one file kept back and a later one gave."""
    for table in publication.tables.values():
        for place, kind, count in table.shown_later:
            yield Shown("shown by a later file", table.indicator, table.span, place, kind, count)


def derived(publication):
    """Rates, intervals and tests that stand beside a suppressed count."""
    for path, report in publication.reports:
        for finding in report["findings"]:
            if HIDDEN not in (state_of(finding, "observed"), state_of(finding, "n")):
                continue
            for key in sorted(DERIVED & finding.keys()):
                if has_number(finding[key]):
                    yield Shown("derived figure shown", report["indicator"], span_of(report),
                                place_of(finding), key, finding[key])
            for name, test in sorted((finding.get("tests") or {}).items()):
                if has_number(test):
                    yield Shown("derived figure shown", report["indicator"], span_of(report), place_of(finding), name, test)


def state_of(finding, key):
    return HIDDEN if finding.get(key) == {"suppressed": True} else finding.get(key)


def has_number(value):
    if isinstance(value, dict):
        return value != {"suppressed": True} and any(has_number(item) for item in value.values())
    if isinstance(value, list):
        return any(has_number(item) for item in value)
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def span_of(report):
    return (report["period"]["from"], report["period"]["to"])


def place_of(finding):
    return (area_key(finding["area"]), (finding.get("breakdown") or {}).get("value"))


def adjusted(publication, tree):
    """Adjusted p values that those published do not make: they rest on one that is not shown.

    All published p values of a level, group, span and indicator are taken together, whichever file they stand in, where
    files were asked for every area of the level: those adjusted must then be theirs alone.
    """
    families = {}
    for _, report in publication.reports:
        for finding in report["findings"]:
            test = judging(finding)
            family = families.setdefault(family_of(report, finding), {})
            if test is None or not has_number(test.get("pAdjusted")) or not has_number(test["p"]):
                # An earlier edition may have judged it, beside others than this one does.
                family.pop(place_of(finding)[0], None)
                continue
            family[place_of(finding)[0]] = (test["p"], test["pAdjusted"])
    checked, found = 0, []
    for key, areas in sorted(families.items(), key=str):
        asked = publication.levels.get((key[0], tuple(date.fromisoformat(day) for day in key[1]), key[2]), ())
        if not all(tree.covers(asked, area) for area in tree.parents if area.split("/")[0] == key[3]):
            continue
        expected = benjamini_hochberg([p for p, _ in areas.values()])
        for (area, (p, given)), own in zip(areas.items(), expected):
            checked += 1
            if abs(given - own) > 1e-9 * max(given, own):
                found.append(Shown("adjusted p value of an area not shown", key[0], key[1], (area, key[4]), "pAdjusted",
                                   given, f"of p {p}, where those published give {own}"))
    return found, checked


def family_of(report, finding):
    area, group = place_of(finding)
    return report["indicator"], span_of(report), report.get("by"), area.split("/")[0], group


def judging(finding):
    tests = finding.get("tests")
    if not isinstance(tests, dict):
        return None
    for name in ("judging", *sorted(tests)):
        test = tests.get(name)
        if isinstance(test, dict) and "pAdjusted" in test:
            return test
    return None


def benjamini_hochberg(values):
    order = sorted(range(len(values)), key=lambda at: values[at], reverse=True)
    adjusted, least = [0.0] * len(values), 1.0
    for rank, at in enumerate(order):
        least = min(least, values[at] * len(values) / (len(values) - rank))
        adjusted[at] = least
    return adjusted
