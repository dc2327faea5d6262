import Foundation
import ReportKit

// Secondary suppression: what else is suppressed, so that no small count can be worked out.
extension CellSuppression {
    /// A count that must not become known.
    struct Target {
        let unknown: Int
        /// The count; for a remainder, the whole that it is left of.
        let of: Int
    }

    /// Suppresses further counts until every count that must not become known is safe.
    ///
    /// - Returns: the unknowns that are those counts.
    mutating func protect() throws(Solver.Failure) -> [Int] {
        var isTarget = Set<Int>()
        var targets: [Target] = []
        func add(_ numbers: [Int]) {
            // What is always known cannot be protected.
            for number in numbers where canVary(number) && isTarget.insert(number).inserted {
                targets.append(Target(unknown: number, of: number))
            }
        }
        for number in counts.indices where marks[number]?.isPrimary ?? false { add(self.targets(number)) }
        add(suppressedEarlier)
        addSmall(counts.indices)
        for hidden in model.remainders + model.differences where policy.isSmall(model.truth[hidden.unknown]) {
            targets.append(Target(unknown: hidden.unknown, of: hidden.of))
        }
        func addSmall(_ numbers: some Sequence<Int>) {
            add(numbers.filter { !isKnown[$0] && policy.isSmall(model.truth[$0]) })
        }
        var next = 0
        while next < targets.count {
            for number in try protect(targets[next]) { addSmall(counts.cellmates(number)) }
            next += 1
        }
        return targets.map(\.unknown)
    }

    /// Suppresses further counts until a target is safe.
    ///
    /// Values that it can take are sought near it first: whatever is possible where all else stays as it is, is possible.
    ///
    /// - Returns: the counts that are newly suppressed.
    private mutating func protect(_ target: Target) throws(Solver.Failure) -> [Int] {
        guard let attacker else { return [] }
        if try leaves(target, attacker) { return [] }
        // As many as the policy requires, until it is known that earlier publications leave fewer.
        var required = Double(policy.valuesLeft)
        var isRequiredKnown = !counts.tables.contains(where: \.isPublished)
        if !isRequiredKnown, let confined = try confined(target) {
            (required, isRequiredKnown) = (confined, true)
            if attacker.seen(target.unknown) >= required { return [] }
        }
        var added: [Int] = []
        let stages = neighbourhoods.stages(around: target.of)
        var nears = stages[0]
        var (looked, attempts, stage) = (0, 0, 0)
        var opensBeside = false
        while true {
            if !attacker.isDetermined(target.unknown) {
                for near in nears where try seek(target, required, in: near, attacker) { return added }
            }
            switch try widened(
                target, by: required, stages, isRequiredKnown ? 0..<stages.count : stage..<stage + 1, from: looked,
                opensBeside: opensBeside, attacker)
            {
            case .safe: return added
            case .suppressing(let move, let near, let found):
                added += suppress(move.numbers)
                attacker.note(move.way, in: near)
                neighbourhoods.note(near)
                (nears, looked) = ([near], found)
            case .nothing where !isRequiredKnown && stage + 2 < stages.count:
                // Where there is a way in a larger neighbourhood, earlier publications leave as many values as required; that
                // they leave fewer takes fewer programs to find out.
                if !isWholeRegion(target), let left = try left(of: target, in: stages[stage]) {
                    (required, isRequiredKnown, nears) = (left, true, [])
                    if attacker.seen(target.unknown) >= required { return added }
                } else {
                    (nears, looked, stage) = ([], stage, stage + 1)
                }
            case .possible where !isRequiredKnown, .nothing where !isRequiredKnown:
                (required, isRequiredKnown) = (try self.required(target), true)
                if attacker.seen(target.unknown) >= required { return added }
                nears = []
            case .possible where isRequired(target, required):
                // Over the reals it is safe, in whole numbers it is not.
                (nears, looked) = ([.everything], stages.count - 1)
                attempts += 1
                guard attempts <= Self.mostAttempts, let nearest = nearest(target) else { throw .unsafe }
                added += suppress([nearest])
            case .nothing where isRequired(target, required):
                // Only what stands beside another figure keeps it from being safe: that figure is suppressed then.
                guard !opensBeside else { throw .unsafe }
                (opensBeside, nears, looked) = (true, stages[0], 0)
            case .possible, .nothing: return added
            }
            if try leaves(target, attacker) { return added }
        }
    }

    /// Whether the target is of all of a region, or more: nothing that happens within regions can change it alone.
    private func isWholeRegion(_ target: Target) -> Bool {
        [.region, .national].contains(counts.cell(of: target.of).place.area.level)
    }

    /// Whether nothing may be published where the target is not safe. Nobody, and everybody of a few, can follow from a row
    /// that another indicator does not have; and what was published before cannot be taken back.
    private func isRequired(_ target: Target, _ required: Double) -> Bool {
        policy.isSmall(model.truth[target.unknown]) && required >= Double(policy.valuesLeft)
    }

    /// Whether exchanges of a few counts show that the target is safe.
    private func leaves(_ target: Target, _ attacker: Solver) throws(Solver.Failure) -> Bool {
        try attacker.leaves(target.unknown, Double(policy.valuesLeft))
    }

    /// Whether the target is shown to be safe by changes in a neighbourhood.
    private func seek(
        _ target: Target, _ required: Double, in near: Neighbourhood, _ attacker: Solver
    ) throws(Solver.Failure) -> Bool {
        try attacker.seek(target.unknown, required, in: near, where: neighbourhoods.includes(near, model.countOf))
        return attacker.seen(target.unknown) >= required
    }

    /// The cheapest counts whose suppression gives the target as many values as required.
    ///
    /// Larger neighbourhoods are looked at only where smaller ones do not suffice.
    ///
    /// - Parameters:
    ///   - looked: which stages are looked at.
    ///   - first: the last stage in which values were sought before.
    private func widened(
        _ target: Target, by required: Double, _ stages: [[Neighbourhood]], _ looked: Range<Int>, from first: Int,
        opensBeside: Bool, _ attacker: Solver
    ) throws(Solver.Failure) -> Widening {
        let range = attacker.seenRange(of: target.unknown)
        var isPossible = false
        for stage in looked {
            let nears = stages[stage]
            if stage > first {
                for near in nears {
                    if try seek(target, required, in: near, attacker) { return .safe }
                }
            }
            for near in nears {
                var found: Move?
                var least = Double.infinity
                // All values on one side or, where even the largest neighbourhood does not allow that, one at a time.
                var values = [range.least + required - 1, range.greatest - required + 1]
                if near == .everything, !isPossible { values += [range.greatest + 1, range.least - 1] }
                values = Set(values).sorted().filter { $0 >= 0 }
                for move in try cheapestMoves(target, to: values, near, opensBeside, attacker).compactMap(\.self) {
                    isPossible = true
                    if move.numbers.isEmpty {
                        // Nothing more need be suppressed for it.
                        attacker.note(move.way, in: near)
                        if attacker.seen(target.unknown) >= required { return .safe }
                        continue
                    }
                    let cost = move.numbers.reduce(0) { $0 + self.cost($1) }
                    if cost < least { (found, least) = (move, cost) }
                }
                if let found {
                    return .suppressing(found, in: near, at: stage)
                }
            }
        }
        return isPossible ? .possible : .nothing
    }

    /// How often a target is tried to be made safe by what is next to it.
    private static let mostAttempts = 8

    /// Counts whose suppression lets a target take a value.
    private struct Move {
        let numbers: [Int]
        let way: LinearPart.Way
    }

    private enum Widening {
        /// The target is safe as it is.
        case safe
        /// A move makes it safe, by changes in a neighbourhood of a stage.
        case suppressing(Move, in: Neighbourhood, at: Int)
        /// It should be safe, although it was not found so.
        case possible
        /// Nothing makes it safer: what was published before gives it away.
        case nothing
    }

    private mutating func suppress(_ numbers: [Int]) -> [Int] {
        let added = numbers.flatMap { mark($0, .protects) }
        for number in added { release(cellOf: number) }
        return added
    }

    /// The counts that a suppressed one hides: itself, and those that follow from it.
    private func targets(_ number: Int) -> [Int] {
        guard let kind = counts.column(of: number).kind else { return [number] }
        let columns = counts.table(of: number).columns
        return [number]
            + zip(columns, counts.cellmates(number)).filter { column, _ in
                guard case .followsFrom(let kinds) = column.showing else { return false }
                return kinds.contains(kind)
            }.map(\.1)
    }

    /// What an attacker would know if everything not yet published were suppressed.
    private mutating func solverBefore() -> Solver {
        let solver = attackerBefore ?? solver(known(hidesAll: true), hidesAll: true)
        attackerBefore = solver
        return solver
    }

    /// How many values earlier publications leave of a target where next to nothing is suppressed, as far as no program is needed
    /// to tell; nil where one is.
    private mutating func confined(_ target: Target) throws(Solver.Failure) -> Double? {
        let (solver, values) = (solverBefore(), Double(policy.valuesLeft))
        if try solver.leaves(target.unknown, values) { return values }
        return solver.isDetermined(target.unknown) ? 1 : nil
    }

    /// How many values must remain possible: as many as the policy requires, or, where earlier publications already leave
    /// fewer, as many as those leave.
    private mutating func required(_ target: Target) throws(Solver.Failure) -> Double {
        let nears = neighbourhoods.stages(around: target.of).joined().filter { $0 != .everything }
        if let left = try left(of: target, in: nears) { return left }
        let range = try solverBefore().range(of: target.unknown)
        return min(Double(policy.valuesLeft), range.greatest - range.least + 1)
    }

    /// How many values earlier publications leave of a target, at most as many as the policy requires, where the equations that
    /// tell of one of some neighbourhoods show it; nil where they do not.
    private mutating func left(of target: Target, in nears: [Neighbourhood]) throws(Solver.Failure) -> Double? {
        let (solver, values) = (solverBefore(), Double(policy.valuesLeft))
        for near in nears {
            let includes = neighbourhoods.includes(near, model.countOf)
            try solver.seek(target.unknown, values, in: near, where: includes)
            let seen = solver.seen(target.unknown)
            if seen >= values { return values }
            if try solver.isConfined(target.unknown, in: near, where: includes) { return seen }
        }
        return nil
    }

    /// Tells the attacker's solver what is no longer known of a cell.
    private mutating func release(cellOf number: Int) {
        let cell = counts.cellmates(number)
        for (other, known) in zip(cell, known(cell)) where isKnown[other] && !known {
            isKnown[other] = false
            if canVary(other) { attacker?.release(other) }
        }
        // What stands beside a figure is shown with it alone.
        for other in cell where counts.column(of: other).isBeside && canVary(other) { attacker?.release(other) }
    }

    /// Whether a count can be anything else where it is not known; that nobody is counted can follow from a row that another
    /// indicator does not have.
    private func canVary(_ number: Int) -> Bool { model.system.bounds[number].upper > 0 }

    /// For each of some values, the cheapest move that lets the target take it; nil where there is none.
    private func cheapestMoves(
        _ target: Target, to values: [Double], _ near: Neighbourhood, _ opensBeside: Bool, _ attacker: Solver
    ) throws(Solver.Failure) -> [Move?] {
        // What follows from a count changes with it, and costs nothing more. What was published before does not change.
        let ways = try attacker.cheapest(
            target.unknown, values, in: near, where: neighbourhoods.includes(near, model.countOf)
        ) { unknown in
            guard counts.indices.contains(unknown), isProposed[counts.indexOfTable(unknown)], canVary(unknown) else {
                return nil
            }
            if counts.column(of: unknown).isBeside { return opensBeside ? figure(beside: unknown).map(cost) : nil }
            guard counts.column(of: unknown).showing == .byItself, marks[unknown] == nil else { return 0 }
            return cost(unknown)
        }
        return ways.map { way in
            way.map { way in
                Move(
                    numbers: way.changed.map { counts.column(of: $0).isBeside ? figure(beside: $0) ?? $0 : $0 },
                    way: way)
            }
        }
    }

    /// The count whose suppression hides what stands beside its figure; nil where that is hidden already.
    private func figure(beside number: Int) -> Int? {
        let own = counts.cellmates(number).filter { counts.column(of: $0).showing == .byItself && counts.isCount($0) }
        return own.contains { marks[$0] != nil } ? nil : own.first
    }

    /// What it costs readers to lose a count: larger areas have more readers and, within a level, so have larger groups;
    /// headline indicators more than others; a numerator takes its complement with it.
    func cost(_ number: Int) -> Double {
        let cell = counts.cell(of: number)
        let cost: Double =
            switch cell.place.area.level {
            case .notAssigned: 1
            case .localAuthority, .ldu: 2
            case .partnership: 4
            case .trust: 8
            case .region: 16
            case .national: 32
            }
        let table = counts.table(of: number)
        let cellmates = counts.cellmates(number)
        func isSuppressed(_ kind: CountKind) -> Bool {
            table.column(kind).map { marks[cellmates.lowerBound + $0] != nil } ?? false
        }
        let share = isSuppressed(.observed) || isSuppressed(.n) ? 0.5 : 1.0
        let headline = policy.headlines.contains(table.indicator) ? 4.0 : 1.0
        let people = Double(table.column(.n).flatMap { cell.counts[$0] } ?? cell.counts[0] ?? 0)
        return share * headline * (cell.place.group == nil ? 2 * cost : cost) * (1 + log10(1 + people))
    }

    /// The fallback where no move over the reals helps: the cheapest count that shares an equation with the target, or
    /// else the cheapest of all.
    private func nearest(_ target: Target) -> Int? {
        let beside = Set(
            model.incidence[target.unknown].flatMap { model.system.equations[$0.equation].terms.map(\.unknown) })
        return proposed.filter { marks[$0] == nil }.min { first, second in
            let (near, far) = (beside.contains(first), beside.contains(second))
            if near != far { return near }
            let (one, other) = (cost(first), cost(second))
            return one == other ? first < second : one < other
        }
    }
}
