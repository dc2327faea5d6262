"""Whole numbers that are not known, what is known of them, and what they can still be.

Linear equations and inequalities over unknowns of at least nobody. What follows at once is worked out first; the rest
falls into parts that have nothing to do with each other, each solved by SciPy's HiGHS.
"""
import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csc_matrix, hstack
from scipy.sparse.linalg import lsmr

INFINITE = float("inf")
# How often one equation is looked at before the solver is left to it.
MOST_VISITS = 6
# How many unknowns around one are left to change in a search nearby.
NEARBY = (30,)
# Unknowns that are tried for having a single value together, from so many on.
FEW = 4
# Of the unknowns that are left, the share that a solution for all of them must widen for another to be worth it.
WORTH = 0.02
# Seconds that one whole-number program may take; the real bounds, which are wider, are used then.
PATIENCE = 20


class Contradiction(Exception):
    """No whole numbers fit: something that was assumed does not hold."""


class System:
    def __init__(self):
        self.names, self.keys, self.lower, self.upper = {}, [], [], []
        # Of each row: its terms, the least and greatest of its sum, and what kind of knowledge it is.
        self.rows, self.made = [], set()

    def unknown(self, name):
        at = self.names.get(name)
        if at is None:
            at = self.names[name] = len(self.keys)
            self.keys.append(name)
            self.lower.append(0)
            self.upper.append(INFINITE)
        return at

    def narrow(self, name, least, greatest):
        at = self.unknown(name)
        self.lower[at], self.upper[at] = max(self.lower[at], least), min(self.upper[at], greatest)

    def row(self, kind, terms, least=0, greatest=0):
        """The sum of factors times unknowns lies between two values. Repeating a row adds nothing."""
        together = {}
        for name, factor in terms:
            at = self.unknown(name)
            together[at] = together.get(at, 0) + factor
        terms = tuple(sorted(item for item in together.items() if item[1]))
        if terms and (terms, least, greatest) not in self.made:
            self.made.add((terms, least, greatest))
            self.rows.append((terms, least, greatest, kind))

    def equal(self, kind, whole, parts):
        self.row(kind, [(whole, 1)] + [(part, -1) for part in parts])

    def at_least(self, kind, whole, parts):
        self.row(kind, [(whole, 1)] + [(part, -1) for part in parts], 0, INFINITE)


class Solved:
    """What each unknown of a system can be, as far as it was asked for."""

    def __init__(self, system, without=()):
        self.lower, self.upper = list(system.lower), list(system.upper)
        self.rows = [row for row in system.rows if row[3] not in without]
        self.of = [[] for _ in self.lower]
        for number, (terms, _, _, _) in enumerate(self.rows):
            for at, _ in terms:
                self.of[at].append(number)
        self.programs = 0
        self.follow()
        self.parts = {}

    # What follows at once

    def follow(self):
        """Narrows every unknown to what single equations leave it."""
        waiting, visits = list(range(len(self.rows))), [0] * len(self.rows)
        while waiting:
            again = []
            for number in waiting:
                visits[number] += 1
                for at in self.narrowed(number):
                    again += [other for other in self.of[at] if visits[other] < MOST_VISITS]
            waiting = sorted(set(again))

    def narrowed(self, number):
        terms, least, greatest, _ = self.rows[number]
        lower, upper = self.lower, self.upper
        low = high = 0
        endless_low = endless_high = 0
        free = False
        for at, factor in terms:
            first, last = (lower[at], upper[at]) if factor > 0 else (upper[at], lower[at])
            free = free or first != last
            if first in (INFINITE, -INFINITE):
                endless_low += 1
            else:
                low += factor * first
            if last == INFINITE:
                endless_high += 1
            else:
                high += factor * last
        if not free:
            if not least <= low <= greatest:
                raise Contradiction(number)
            return
        for at, factor in terms:
            if lower[at] == upper[at]:
                continue
            first, last = (lower[at], upper[at]) if factor > 0 else (upper[at], lower[at])
            # What is left for this unknown beside the least and the most of the others.
            others_low = low - (0 if first == INFINITE else factor * first)
            others_high = high - (0 if last == INFINITE else factor * last)
            most = least_of = None
            if greatest != INFINITE and endless_low - (first == INFINITE) == 0:
                most = greatest - others_low
            if least != -INFINITE and endless_high - (last == INFINITE) == 0:
                least_of = least - others_high
            new_lower, new_upper = lower[at], upper[at]
            if factor > 0:
                if most is not None:
                    new_upper = min(new_upper, most // factor)
                if least_of is not None:
                    new_lower = max(new_lower, -((-least_of) // factor))
            else:
                if most is not None:
                    new_lower = max(new_lower, -(most // -factor))
                if least_of is not None:
                    new_upper = min(new_upper, (-least_of) // -factor)
            if new_lower > new_upper:
                raise Contradiction(number)
            if (new_lower, new_upper) != (lower[at], upper[at]):
                if factor > 0:
                    low += 0 if first == INFINITE else factor * (new_lower - first)
                    if last == INFINITE and new_upper != INFINITE:
                        endless_high -= 1
                        high += factor * new_upper
                    elif last != INFINITE:
                        high += factor * (new_upper - last)
                else:
                    high += factor * (new_lower - last)
                    if first == INFINITE and new_upper != INFINITE:
                        endless_low -= 1
                        low += factor * new_upper
                    elif first != INFINITE:
                        low += factor * (new_upper - first)
                lower[at], upper[at] = new_lower, new_upper
                yield at

    # Parts

    def part(self, at):
        """The part that an unknown belongs to; None where its value is known."""
        if self.lower[at] == self.upper[at]:
            return None
        if at not in self.parts:
            members, rows, waiting = [], set(), [at]
            seen = {at}
            while waiting:
                here = waiting.pop()
                members.append(here)
                for number in self.of[here]:
                    if number in rows:
                        continue
                    rows.add(number)
                    for other, _ in self.rows[number][0]:
                        if other not in seen and self.lower[other] != self.upper[other]:
                            seen.add(other)
                            waiting.append(other)
            part = Part(self, sorted(members), sorted(rows))
            for member in members:
                self.parts[member] = part
        return self.parts[at]

    def widen(self, targets, values):
        """Looks for at least so many values of each of some unknowns, and bounds those that have fewer."""
        by_part = {}
        for at in targets:
            part = self.part(at)
            if part is not None:
                by_part.setdefault(part.number, (part, []))[1].append(at)
        for number in sorted(by_part):
            part, members = by_part[number]
            part.widen(members, values)

    def bounds(self, at):
        """The least and greatest value that an unknown can be, and whether it is sure that it can be no other."""
        part = self.part(at)
        return (self.lower[at], self.upper[at], True) if part is None else part.bounds(at)


class Part:
    def __init__(self, solved, members, rows):
        self.solved, self.members, self.number = solved, members, members[0]
        self.place = {member: index for index, member in enumerate(members)}
        lower, upper = solved.lower, solved.upper
        entries, least, greatest = [], [], []
        largest = 1000
        for index, number in enumerate(rows):
            terms, low, high, _ = solved.rows[number]
            for at, factor in terms:
                if lower[at] == upper[at]:
                    low -= factor * lower[at]
                    high -= factor * lower[at]
                else:
                    entries.append((index, self.place[at], factor))
            least.append(low)
            greatest.append(high)
            largest = max([largest] + [abs(value) for value in (low, high) if value not in (INFINITE, -INFINITE)])
        self.rows = [np.array(values) for values in zip(*entries)] if entries else [np.array([], int)] * 3
        self.matrix = csc_matrix((self.rows[2].astype(float), (self.rows[0], self.rows[1])),
                                 shape=(len(rows), len(members)))
        self.by_row = self.matrix.tocsr()
        self.least, self.greatest = np.array(least, float), np.array(greatest, float)
        self.lower = np.array([lower[member] for member in members], float)
        upper = np.array([upper[member] for member in members], float)
        # What has no limit of its own may be the sum of all others.
        self.cap = 4.0 * max(largest, self.lower.sum()) + 1000
        self.is_endless = np.isinf(upper)
        self.upper = np.minimum(upper, self.cap)
        self.seen_least = np.full(len(members), np.inf)
        self.seen_greatest = np.full(len(members), -np.inf)
        self.proven = {}
        self.base = None

    # Programs

    def solve(self, objective, columns=None, fixed=None, whole=False, gap=None):
        """A solution that makes the objective least; None where the time for whole numbers is up.

        columns: the unknowns that may change; the others have the values of `fixed`.
        """
        self.solved.programs += 1
        if columns is None:
            columns = slice(None)
            matrix, least, greatest = self.matrix, self.least, self.greatest
        else:
            rest = fixed.copy()
            rest[columns] = 0
            part = self.matrix[:, columns]
            rows = np.unique(part.indices)
            matrix = part.tocsr()[rows]
            sums = (self.by_row[rows] @ rest)
            least, greatest = self.least[rows] - sums, self.greatest[rows] - sums
        options = {"time_limit": PATIENCE} if whole else {}
        if gap is not None:
            options["mip_rel_gap"] = gap
        found = milp(objective[columns], constraints=LinearConstraint(matrix, least, greatest) if matrix.shape[0] else (),
                     integrality=np.full(matrix.shape[1], 1 if whole else 0), options=options,
                     bounds=Bounds(self.lower[columns], self.upper[columns]))
        if found.status == 2:
            raise Contradiction(self.number)
        if found.x is None:
            if found.status == 1:
                return None
            raise RuntimeError(f"the attacker's solver: {found.message}")
        values = found.x if fixed is None else fixed.copy()
        if fixed is not None:
            values[columns] = found.x
        return values, found.status == 0

    def witness(self, values):
        """Remembers a solution in whole numbers; None where it is none."""
        rounded = np.rint(values)
        if not self.is_whole(values):
            return None
        sums = self.by_row @ rounded
        if (sums < self.least - 1e-6).any() or (sums > self.greatest + 1e-6).any():
            return None
        if (rounded < self.lower).any() or (rounded > self.upper).any():
            return None
        np.minimum(self.seen_least, rounded, out=self.seen_least)
        np.maximum(self.seen_greatest, rounded, out=self.seen_greatest)
        return rounded

    def toward(self, objective, columns=None, fixed=None):
        """A solution in whole numbers toward an objective; None where none was found in time."""
        values, _ = self.solve(objective, columns, fixed)
        found = self.witness(values)
        if found is None:
            solution = self.solve(objective, columns, fixed, whole=True, gap=0.1)
            found = self.witness(solution[0]) if solution else None
        return found

    # Values

    def values(self, places):
        return self.seen_greatest[places] - self.seen_least[places] + 1

    def widen(self, members, values):
        places = np.array([self.place[member] for member in members])
        self.together(places, values)
        self.determined(places[~(self.values(places) >= values)])
        for place in places:
            if place in self.proven:
                continue
            for most in NEARBY if self.base is not None else ():
                if self.values(place) >= values or most > len(self.members):
                    break
                columns = self.near(place, most)
                for sign in (1.0, -1.0):
                    objective = np.zeros(len(self.members))
                    objective[place] = sign
                    self.toward(objective, columns, self.base)
            if not self.values(place) >= values:
                self.prove(place)

    def determined(self, places):
        """Proves those that the equations alone leave a single value, two programs each, and looks no further for others.

        A change that breaks no equation, drawn at random, leaves just those unknowns as they are.
        """
        equal = self.by_row[np.flatnonzero(self.least == self.greatest)]
        if len(places) < FEW or self.base is None or not equal.shape[0]:
            return
        drawn = np.random.default_rng(len(self.members)).standard_normal(len(self.members))
        found = lsmr(equal, equal @ drawn, atol=1e-13, btol=1e-13, maxiter=20 * len(self.members))[0]
        for place in places[np.abs(drawn - found)[places] < 1e-7]:
            self.prove(place)

    def together(self, places, values):
        """Solutions in which as many unknowns as possible are so far up, or down, that they have enough values."""
        if values == INFINITE:
            return
        found = self.toward(np.zeros(len(self.members)))
        chance = np.random.default_rng(len(self.members))
        turn, idle = 0, 0
        while found is not None and idle < 2:
            self.base = found
            left = places[~(self.values(places) >= values)]
            if not len(left):
                return
            up = turn % 2 == 0
            goals = self.seen_least[left] + values - 1 if up else self.seen_greatest[left] - values + 1
            possible = goals <= self.upper[left] if up else goals >= self.lower[left]
            found = self.reaching(left[possible], goals[possible], up, chance) if possible.any() else found
            after = places[~(self.values(places) >= values)]
            idle = 0 if len(left) - len(after) > WORTH * len(left) else idle + 1
            turn += 1

    def reaching(self, places, goals, up, chance):
        """A solution in which unknowns come as near to their goals, from below or from above, as they can together."""
        self.solved.programs += 1
        count, extra = len(self.members), len(places)
        sign = 1.0 if up else -1.0
        # What is missing to the goal: at least goal - x going up, at least x - goal going down.
        link = csc_matrix((np.concatenate([np.full(extra, sign), np.ones(extra)]),
                           (np.tile(np.arange(extra), 2), np.concatenate([places, count + np.arange(extra)]))),
                          shape=(extra, count + extra))
        wide = hstack([self.matrix, csc_matrix((self.matrix.shape[0], extra))])
        objective = np.concatenate([np.zeros(count), chance.uniform(1, 1.5, extra)])
        found = milp(objective, constraints=[LinearConstraint(wide, self.least, self.greatest),
                                             LinearConstraint(link, sign * goals, np.inf)],
                     bounds=Bounds(np.concatenate([self.lower, np.zeros(extra)]),
                                   np.concatenate([self.upper, np.full(extra, np.inf)])))
        if found.x is None:
            return None
        return self.witness(found.x[:count]) if self.is_whole(found.x[:count]) else self.base

    @staticmethod
    def is_whole(values):
        return np.abs(values - np.rint(values)).max(initial=0) <= 1e-4

    def near(self, place, most):
        """The unknowns nearest to one, by shared equations."""
        seen, order, rows = {place}, [place], set()
        for here in order:
            for row in self.matrix.indices[self.matrix.indptr[here]:self.matrix.indptr[here + 1]]:
                if row in rows:
                    continue
                rows.add(row)
                for other in self.by_row.indices[self.by_row.indptr[row]:self.by_row.indptr[row + 1]]:
                    if other not in seen:
                        seen.add(other)
                        order.append(other)
                if len(order) >= most:
                    return np.array(sorted(order[:most]))
        return np.array(sorted(order))

    def prove(self, place):
        """The least and greatest value that an unknown can be, by whole-number programs where real ones leave a doubt."""
        limits, sure = [], True
        for sign in (1.0, -1.0):
            objective = np.zeros(len(self.members))
            objective[place] = sign
            values, _ = self.solve(objective)
            limit = np.ceil(values[place] - 1e-6) if sign > 0 else np.floor(values[place] + 1e-6)
            if self.witness(values) is None:
                solution = self.solve(objective, whole=True)
                if solution:
                    self.witness(solution[0])
                    limit = np.rint(solution[0][place]) if solution[1] else limit
                    sure = sure and solution[1]
                else:
                    sure = False
            limits.append(limit)
        self.proven[place] = (*limits, sure)

    def bounds(self, member):
        place = self.place[member]
        if place in self.proven:
            least, greatest, sure = self.proven[place]
        else:
            least, greatest, sure = self.seen_least[place], self.seen_greatest[place], False
        if self.is_endless[place] and greatest >= self.cap / 2:
            greatest = INFINITE
        return least, greatest, sure
