"""How everything published adds up: within a finding, over areas, groups and time, and from one indicator to another."""
from published import HIDDEN, TOTALS, Between, Rounded, day_after, definitions, definitions_of_authority, goes, kinds
from system import INFINITE, System

SUMS = [("national", {"region"}), ("national", {"trust"}), ("region", {"trust"}),
        ("trust", {"local-authority", "not-assigned"}), ("trust", {"ldu", "not-assigned"}),
        ("ldu", {"local-authority"}), ("partnership", {"local-authority"}),
        ("national", {"local-authority", "not-assigned"}), ("region", {"local-authority", "not-assigned"})]
# People who may be in two areas, groups or stretches: the whole is at most the sum, and at least each part.
OVERLAPPING = {"people"}
# What follows from both.
FOLLOWING = {"repeats"} | TOTALS
# A year's cohort has a person at most once a quarter.
MOST_SNAPSHOTS = 4
# The names that relations give to counts, where they differ from ours.
RELATED = {"not-recorded": "answered", "notRecorded": "answered", "numerator": "observed", "denominator": "n"}


class Relation:
    """Counts of indicators that add up to nothing, or to at least that."""

    def __init__(self, document):
        self.terms = [(term["indicator"], RELATED.get(kind, kind), term.get("factor", 1))
                      for term in document["terms"] for kind in [term.get("count", term.get("kind", "observed"))]]
        self.is_equal = document.get("comparison", "=") == "="
        self.first_quarter = document.get("validity", "").replace(" ", "-") == "first-quarter"

    def holds(self, first, last):
        """Whether it holds for a span, given by its first day and the day after its last."""
        return not self.first_quarter or (first.month, first.day) == (4, 1) and (last.month, last.day) == (7, 1) \
            and first.year == last.year

    @property
    def name(self):
        return " ".join(f"{'+' if factor > 0 else '-'} {indicator}.{kind}" for indicator, kind, factor in self.terms)


def clusters(publication, relations):
    """The tables of indicators that say something of each other."""
    root = {}

    def find(indicator):
        while root.setdefault(indicator, indicator) != indicator:
            indicator = root[indicator]
        return indicator

    for relation in relations:
        first = find(relation.terms[0][0])
        for indicator, _, _ in relation.terms:
            root[find(indicator)] = first
    found = {}
    for key in sorted(publication.tables, key=str):
        found.setdefault(find(key[0]), []).append(publication.tables[key])
    return [found[name] for name in sorted(found)]


class Tree:
    """Which areas lie in which."""

    def __init__(self, parents):
        self.parents = parents
        self.within = {}
        for part, wholes in parents.items():
            for whole in wholes:
                self.within.setdefault(whole, set()).add(part)

    def parts(self, whole, levels):
        level = whole.split("/")[0]
        inside = self.parents if level == "national" else self.within.get(whole, ())
        return {part for part in inside if part.split("/")[0] in levels}

    def covers(self, asked, area):
        """Whether files asked for an area, so that one that they do not have has nobody."""
        level = area.split("/")[0]
        for levels, roots in asked:
            if level in levels and (roots is None or level == "national" or any(
                    area == root or root.startswith("national/") or root in self.parents.get(area, ())
                    or area in self.parents.get(root, ()) for root in roots)):
                return True
        return False


class Knowledge:
    """The system of equations of some indicators' tables, and what of it is to be kept back."""

    def __init__(self, tables, relations, tree, levels, rounding=None):
        self.system, self.tables, self.tree, self.levels = System(), tables, tree, levels
        self.rounding = rounding
        # The names of counts that were kept back; what lies between those that were published; and what is left over.
        self.hidden, self.between, self.left = [], [], []
        own = {table.indicator for table in tables}
        self.relations = [relation for relation in relations if {term[0] for term in relation.terms} <= own]
        self.families = {table.indicator: table.family for table in tables}
        spans = {table.span for table in tables}
        self.days = sorted({day for span in spans for day in (span[0], day_after(span[1]))})
        self.overlap = {}
        for table in tables:
            others = [other.span for other in tables if other.indicator == table.indicator]
            self.overlap[table.indicator] = any(
                one != two and one[0] <= two[1] and two[0] <= one[1] for one in others for two in others)
        for table in tables:
            self.add(table)
        for table in tables:
            if self.overlap[table.indicator]:
                self.over_time(table)
        for table in tables:
            spans_of = [(table.span[0], day_after(table.span[1]), "cell")]
            if self.overlap[table.indicator]:
                spans_of += [(first, last, "stretch") for first, last in self.stretches(table.span)]
            for first, last, which in spans_of:
                self.within(table, which, first, last)
                self.over_areas(table, which, first, last)
                self.over_groups(table, which, first, last)
        self.over_indicators()

    def stretches(self, span):
        inside = [day for day in self.days if span[0] <= day <= day_after(span[1])]
        return list(zip(inside, inside[1:]))

    @staticmethod
    def name(which, table, place, kind, first, last):
        return (which, table.indicator, first, last, table.by, place[0], place[1], kind)

    def add(self, table):
        """What was said of each count."""
        span = (table.span[0], day_after(table.span[1]))
        for place, counts in table.places.items():
            for kind, count in counts.items():
                name = self.name("cell", table, place, kind, *span)
                if isinstance(count, int):
                    self.system.narrow(name, count, count)
                elif isinstance(count, Rounded):
                    self.system.narrow(name, *self.rounding.limits(table, place, kind, count.value))
                    self.hidden.append(name)
                elif isinstance(count, Between):
                    self.system.narrow(name, count.least, count.greatest)
                    if kind not in TOTALS:
                        self.hidden.append(name)
                elif count == HIDDEN:
                    self.system.unknown(name)
                    self.hidden.append(name)

    def has(self, which, table, place, kind, first, last):
        return self.name(which, table, place, kind, first, last) in self.system.names

    def over_time(self, table):
        first, last = table.span[0], day_after(table.span[1])
        for place, counts in list(table.places.items()):
            for kind in list(counts):
                whole = self.name("cell", table, place, kind, first, last)
                how = goes(table.family, kind)
                if how == "adds" and kind not in TOTALS:
                    parts = [self.name("stretch", table, place, kind, *days) for days in self.stretches(table.span)]
                    self.system.equal("time", whole, parts)
                    self.between += parts
                elif how in ("cohort", "always"):
                    days = (first if how == "cohort" else None, None)
                    self.system.equal("time", whole, [self.name("steady", table, place, kind, *days)])

    def within(self, table, which, first, last):
        """The sums within a finding."""
        for place, counts in table.places.items():
            known = {kind for kind in counts if which == "cell" or goes(table.family, kind) == "adds"}
            for whole, parts in definitions(table.family):
                if whole in TOTALS and whole not in known or not all(part in known for part in parts if
                                                                     part not in TOTALS):
                    continue
                if which == "stretch" and (whole in TOTALS or whole not in known):
                    continue
                self.system.equal("definition", self.name(which, table, place, whole, first, last),
                                  [self.name(which, table, place, part, first, last) for part in parts])
            if which == "cell" and "people" in known and "repeats" in known:
                # n is at most four times the people, so those beyond one snapshot each are at most three times.
                self.system.row("people", [(self.name(which, table, place, "people", first, last), MOST_SNAPSHOTS - 1),
                                           (self.name(which, table, place, "repeats", first, last), -1)], 0, INFINITE)

    def over_areas(self, table, which, first, last):
        groups = {}
        for (area, group), counts in table.places.items():
            groups.setdefault(group, {})[area] = counts
        asked = self.levels.get((table.indicator, table.span, table.by), set())
        for group, areas in groups.items():
            for whole, counts in areas.items():
                for level, part_levels in SUMS:
                    if whole.split("/")[0] != level:
                        continue
                    parts = self.tree.parts(whole, part_levels)
                    shown = sorted(part for part in parts if part in areas)
                    if not shown or all(part.startswith("not-assigned/") for part in parts):
                        continue
                    complete = all(part in areas or self.tree.covers(asked, part) for part in parts)
                    for kind in counts:
                        if kind in FOLLOWING or which == "stretch" and goes(table.family, kind) != "adds":
                            continue
                        if kind == "authority":
                            continue
                        self.sum(table, which, (whole, group), [(part, group) for part in shown], kind, first, last,
                                 complete)
                if "authority" in counts:
                    self.authority(table, which, whole, group, areas, asked, first, last)

    def authority(self, table, which, whole, group, areas, asked, first, last):
        """The measure of those not assigned to an authority is the number of those in such groups."""
        if which == "stretch" and goes(table.family, "authority") != "adds":
            return
        parts = self.tree.parts(whole, {"not-assigned"})
        kind = definitions_of_authority(table.family)
        if parts and all(part in areas or self.tree.covers(asked, part) for part in parts):
            self.system.equal("areas", self.name(which, table, (whole, group), "authority", first, last),
                              [self.name(which, table, (part, group), kind, first, last)
                               for part in sorted(parts) if part in areas])

    def sum(self, table, which, whole, parts, kind, first, last, complete):
        names = [self.name(which, table, part, kind, first, last) for part in parts
                 if kind in table.places[part]]
        if not names:
            return
        whole_name = self.name(which, table, whole, kind, first, last)
        if len(names) < len(parts):
            complete = False
        if kind in OVERLAPPING and table.family != "cohort-change":
            if complete:
                self.system.row("areas", [(whole_name, -1)] + [(name, 1) for name in names], 0, INFINITE)
            for name in names:
                self.system.row("areas", [(whole_name, 1), (name, -1)], 0, INFINITE)
            return
        if complete:
            self.system.equal("areas", whole_name, names)
            return
        rest = ("rest", *whole_name[1:], "beside " + ", ".join(part[0] for part in parts)[:200])
        self.system.equal("areas", whole_name, names + [rest])

    def over_groups(self, table, which, first, last):
        if table.by is None:
            return
        total = [other for other in self.tables if other.by is None and other.indicator == table.indicator
                 and other.span == table.span]
        areas = {}
        for area, group in table.places:
            areas.setdefault(area, []).append(group)
        for area, groups in areas.items() if total else ():
            counts = total[0].places.get((area, None))
            if counts is None:
                continue
            for kind in counts:
                if kind in FOLLOWING or kind == "authority" or which == "stretch" and goes(table.family, kind) != "adds":
                    continue
                whole = self.name(which, total[0], (area, None), kind, first, last)
                parts = [self.name(which, table, (area, group), kind, first, last) for group in groups
                         if kind in table.places[(area, group)]]
                if len(parts) != len(groups):
                    continue
                if kind in OVERLAPPING:
                    self.system.row("groups", [(whole, -1)] + [(part, 1) for part in parts], 0, INFINITE)
                    for part in parts:
                        self.system.row("groups", [(whole, 1), (part, -1)], 0, INFINITE)
                else:
                    self.system.equal("groups", whole, parts)

    def over_indicators(self):
        tables = {}
        for table in self.tables:
            tables.setdefault((table.span, table.by), {})[table.indicator] = table
        for (span, _), by_indicator in tables.items():
            for relation in self.relations:
                if any(term[0] not in by_indicator for term in relation.terms):
                    continue
                places = {place for term in relation.terms for place in by_indicator[term[0]].places}
                spans = [(span[0], day_after(span[1]), "cell")]
                if all(self.overlap[term[0]] for term in relation.terms):
                    spans += [(first, last, "stretch") for first, last in self.stretches(span)]
                for first, last, which in spans:
                    if relation.holds(first, last):
                        for place in sorted(places, key=str):
                            self.relate(relation, by_indicator, which, place, first, last)

    def relate(self, relation, by_indicator, which, place, first, last):
        terms = []
        for indicator, kind, factor in relation.terms:
            table = by_indicator[indicator]
            counts = table.places.get(place)
            if kind not in kinds(table.family) and kind not in TOTALS:
                return
            if counts is None and table.family == "mean":
                # What it is divided by may not be known there: who is not there is not nobody.
                return
            if counts is None:
                # Nobody, where the area was asked for.
                asked = self.levels.get((indicator, table.span, table.by), set())
                if self.tree.covers(asked, place[0]):
                    continue
                return
            if kind not in counts or which == "stretch" and goes(table.family, kind) != "adds":
                return
            terms.append((self.name(which, table, place, kind, first, last), factor))
        if relation.is_equal:
            self.system.row("relation", terms)
        else:
            rest = (which + " rest", relation.name, first, last, None, place[0], place[1], "rest")
            self.system.row("relation", terms + [(rest, -1)])
            self.left.append(rest)
