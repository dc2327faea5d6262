"""Works out what it can of the figures that were kept back, from what was published alone.

    python3 attacker.py [--relations FILE ...] [--truth FILE ...] [--values-left 3] [--small 4] [--base 5] [--exact]
                        [--report] TREE.json FILE.json ...

TREE.json says which areas lie in which: {"level/code": ["level/code", ...]}. The files are returns and reports in the
order in which they were published. RELATIONS says how indicators add up, as `laa modules relations --format json` does.
It knows no code of laa: it reads the JSON, writes down every equation that findings, areas, groups, spans of time and
indicators give, and asks SciPy's HiGHS for the least and greatest whole number that each count kept back can be.

Counts that the truth says are not small are followed no further than single equations say.

Prints a line a count kept back: indicator, first day, last day, area, group, count, least, greatest (inf where nothing
limits it), whether these are its bounds or what was found in between, and what it is. Counts with enough values are not
followed to their bounds, except with --exact. Differences of published spans, remainders, small counts that are shown,
revisions and traces in adjusted p values are lines too. With --report, and the truth (internal forms) where there is
one, it prints the failures and a summary instead, and ends with 1 where a small count is not protected.
"""
import argparse
import json
import sys
import time
from datetime import timedelta

import checks
from knowledge import Knowledge, Relation, Tree, clusters
from published import Publication, Rounded
from rounding import Rounding
from system import INFINITE, Contradiction, Solved

# What an attacker gives up, one after another, where figures contradict each other: records are revised between two
# returns, and some figures are no sums of others.
ASSUMPTIONS = [(), ("time",), ("time", "relation"), ("time", "relation", "areas"),
               ("time", "relation", "areas", "groups", "definition", "people")]


class Line:
    """What is known of one count."""

    def __init__(self, name, least, greatest, is_sure, what):
        which, self.indicator, self.first, self.last, self.by, self.area, self.group, self.kind = name[:8]
        self.least, self.greatest, self.is_sure, self.what = least, greatest, is_sure, what
        self.truth = None

    @property
    def same(self):
        return (self.indicator, self.first, self.last, self.by, self.area, self.group, self.kind, self.least, self.greatest)

    @property
    def values(self):
        return self.greatest - self.least + 1

    def __str__(self):
        last = self.last - timedelta(days=1) if self.last else ""
        how = "bounds" if self.is_sure else "at least"
        return "\t".join(str(part) for part in (self.indicator, self.first, last, self.area, self.group or "", self.kind,
                                                show(self.least), show(self.greatest), how, self.what,
                                                "" if self.truth is None else self.truth))


def show(value):
    return "inf" if value == INFINITE else int(value)


class Attack:
    def __init__(self, options, tree, relations, publication, truth):
        self.options, self.tree, self.relations = options, tree, relations
        self.publication, self.truth = publication, truth
        self.lines, self.programs, self.contradictions = [], 0, []
        # How many counts are known not to be small, so that it does not matter what becomes of them.
        self.others = 0
        self.true = truth

    def run(self):
        for tables in clusters(self.publication, self.relations):
            rounding = Rounding(self.options.base)
            knowledge = Knowledge(tables, self.relations, self.tree, self.publication.levels, rounding)
            self.of(knowledge)
        return self.lines

    def of(self, knowledge):
        system = knowledge.system
        self.true = followed(system, self.truth)
        targets = [(name, "suppressed") for name in knowledge.hidden]
        targets += [(name, "rest") for name in knowledge.left]
        targets += [(name, "rest") for name in system.names if name[0] == "rest"]
        targets += [(name, "difference") for name in dict.fromkeys(knowledge.between)]
        for without in ASSUMPTIONS:
            try:
                solved = Solved(system, without)
                solved.widen([system.names[name] for name, _ in targets if self.matters(name)],
                             INFINITE if self.options.exact else self.options.values_left)
                break
            except Contradiction:
                self.contradictions.append((knowledge.tables[0].indicator, without))
        self.programs += solved.programs
        same = set()
        for name, what in targets:
            if not self.matters(name) and solved.part(system.names[name]) is not None:
                self.others += 1
                continue
            line = Line(name, *solved.bounds(system.names[name]), what)
            if what == "rest":
                # The same rest is left by several sums: over trusts, and over their authorities.
                if line.same in same:
                    continue
                same.add(line.same)
            line.truth = self.true.get(name)
            self.lines.append(line)

    def matters(self, name):
        """Whether a count could be a small one, by the truth where there is one."""
        truth = self.true.get(name)
        return truth is None or 1 <= truth <= self.options.small


def followed(system, truth):
    """The truth with what follows from it, one equation after another; without that where it does not hold throughout."""
    if not truth:
        return truth
    true = [truth.get(name) for name in system.keys]
    rows = [terms for terms, least, greatest, _ in system.rows if least == greatest == 0]
    of = [[] for _ in true]
    for number, terms in enumerate(rows):
        for at, _ in terms:
            of[at].append(number)
    missing = [sum(true[at] is None for at, _ in terms) for terms in rows]
    waiting = [number for number, count in enumerate(missing) if count == 1]
    while waiting:
        terms = rows[waiting.pop()]
        left = [(at, factor) for at, factor in terms if true[at] is None]
        if len(left) != 1:
            continue
        (at, factor), = left
        value = -sum(other * true[place] for place, other in terms if place != at)
        if value % factor or value / factor < 0:
            return truth
        true[at] = value // factor
        for number in of[at]:
            missing[number] -= 1
            if missing[number] == 1:
                waiting.append(number)
    if any(sum(factor * true[at] for at, factor in terms) for terms, count in zip(rows, missing) if count == 0):
        return truth
    return {name: value for name, value in zip(system.keys, true) if value is not None}


def declared(document):
    """The relations of a list, or those that `laa modules relations` found declared."""
    return document.get("relations") or document["declared"]


def true_counts(paths):
    """The counts of internal forms, by the names that the attack gives them."""
    found = {}
    publication = Publication(paths)
    for table in publication.tables.values():
        revised = {(place, kind) for place, kind, _, _ in table.revised}
        for place, counts in table.places.items():
            for kind, count in counts.items():
                # Of what was revised between two files, either may be what was published.
                if isinstance(count, int) and (place, kind) not in revised:
                    found[Knowledge.name("cell", table, place, kind, table.span[0],
                                         table.span[1] + timedelta(days=1))] = count
    return found


def main():
    options = parsed()
    began = time.monotonic()
    tree = Tree(json.load(open(options.tree)))
    relations = [Relation(relation) for path in options.relations for relation in declared(json.load(open(path)))]
    publication = Publication(options.files)
    attack = Attack(options, tree, relations, publication, true_counts(options.truth))
    lines = attack.run()
    p_values, p_checked = checks.adjusted(publication, tree)
    shown = [*checks.small_counts(publication, options.small), *checks.revisions(publication, options.small),
             *checks.shown_later(publication), *checks.derived(publication), *p_values]
    if options.report:
        sys.exit(report(options, attack, lines, shown, p_checked, time.monotonic() - began))
    for line in lines:
        if line.what == "suppressed":
            print(line)
    for line in lines:
        if line.what != "suppressed" and is_failure(options, line):
            print(line)
    for one in shown:
        print(one.indicator, one.span[0], one.span[1], one.place[0], one.place[1] or "", one.kind, one.value, one.value,
              "bounds", one.what, "", sep="\t")


def is_failure(options, line):
    """Whether a small count is known too well: by the truth where there is one, else by what it can be."""
    if line.values >= options.values_left:
        return False
    if line.truth is not None:
        return 1 <= line.truth <= options.small
    if line.what == "suppressed":
        return line.greatest >= 1 and line.least <= options.small
    return 1 <= line.least and line.greatest <= options.small


def report(options, attack, lines, shown, p_checked, seconds):
    narrow = [line for line in lines if line.values < options.values_left]
    wrong = [line for line in lines if line.truth is not None and not line.least <= line.truth <= line.greatest
             and line.is_sure]
    failures = [line for line in narrow if is_failure(options, line)]
    others = [line for line in narrow if line.what == "suppressed" and line not in failures]
    small_shown = [one for one in shown if one.what not in ("shown by a later file",)]
    counts = {}
    for line in lines:
        counts[line.what] = counts.get(line.what, 0) + 1
    print(f"{len(lines):,} counts tried in {seconds:.1f} s, {attack.programs:,} programs: " +
          ", ".join(f"{count:,} {what}" for what, count in sorted(counts.items())) +
          f"; {attack.others:,} suppressed beside them that are not small; {p_checked:,} adjusted p values")
    for kind in ("suppressed", "rest", "difference"):
        of_kind = [line for line in failures if line.what == kind]
        if of_kind:
            print(f"  FAILED: {len(of_kind):,} small counts ({kind}) have fewer than {options.values_left} values, "
                  f"{sum(line.values == 1 for line in of_kind):,} of them one")
            listed(of_kind, options)
    by_what = {}
    for one in small_shown:
        by_what.setdefault(one.what, []).append(one)
    for what, of_kind in sorted(by_what.items()):
        print(f"  FAILED: {len(of_kind):,} times: {what}")
        for one in of_kind[:options.most]:
            print(f"    {one.indicator} {one.span[0]} to {one.span[1]} {one.place[0]} {one.place[1] or ''} {one.kind}: "
                  f"{one.value} {one.said}")
    if others:
        print(f"  other suppressed counts with fewer than {options.values_left} values (not small): {len(others):,}")
        listed(others, options)
    later = [one for one in shown if one.what == "shown by a later file"]
    if later:
        print(f"  kept back by one file and shown by a later one: {len(later):,}")
    unproven = [line for line in narrow if not line.is_sure]
    if unproven:
        print(f"  bounded by real numbers only, for want of time: {len(unproven):,}")
    for indicator, without in attack.contradictions:
        print(f"  contradicts itself, tried again with less knowledge than before: {indicator} (without {without})")
    if wrong:
        print(f"  WRONG: {len(wrong):,} bounds do not hold the truth: the attacker assumes what does not hold")
        listed(wrong, options)
    return 1 if failures or small_shown or wrong else 0


def listed(lines, options):
    for line in lines[:options.most]:
        print("    " + str(line).replace("\t", " | "))
    if len(lines) > options.most:
        print(f"    and {len(lines) - options.most:,} more")


def parsed():
    parser = argparse.ArgumentParser(add_help=True)
    parser.add_argument("--relations", action="append", default=[])
    parser.add_argument("--truth", action="append", default=[])
    parser.add_argument("--values-left", type=int, default=3)
    parser.add_argument("--small", type=int, default=4)
    parser.add_argument("--base", type=int, default=5)
    parser.add_argument("--most", type=int, default=20, help="lines of each kind that --report lists")
    parser.add_argument("--exact", action="store_true")
    parser.add_argument("--report", action="store_true")
    parser.add_argument("tree")
    parser.add_argument("files", nargs="+")
    return parser.parse_args()


if __name__ == "__main__":
    main()
