import ReportKit

/// Rounds the leaves of one span and one breakdown to multiples of the base: totals by themselves, and groups so that they
/// add up to those.
///
/// Each leaf in turn takes the multiples next to its counts that leave the least error of the sums so far, of every count
/// that it makes up (error diffusion). So larger areas, which are the sums of their leaves, stay near the truth. The errors
/// of totals are those of their region alone, so that a late record changes few others. What was published before stays what
/// it was.
struct LeafRounding {
    let leaves: RoundingLeaves
    /// How many times the base each leaf shows of each column.
    private(set) var times: [[Int]]
    /// The places whose figure stands as it was published although late data take it further from the truth than rounding
    /// does.
    private(set) var revised: Set<CountTable.Place> = []

    private let span: Period
    private let breakdown: Breakdown?
    private let policy: DisclosurePolicy
    private let kept: KeptCounts
    private let budget: SolverBudget
    private let isKept: Bool
    private var systems: [[Bool]: RoundingSystem] = [:]
    /// The system of each leaf.
    private var systemOf: [RoundingSystem] = []
    /// Whether each leaf's columns were published before.
    private var isPinned: [[Bool]]
    private let sizes: [Int]

    private var base: Int { policy.roundTo }

    init(
        _ leaves: RoundingLeaves, over span: Period, by breakdown: Breakdown?, _ policy: DisclosurePolicy,
        kept: KeptCounts, _ budget: SolverBudget
    ) {
        self.leaves = leaves
        self.span = span
        self.breakdown = breakdown
        self.policy = policy
        self.kept = kept
        self.budget = budget
        isKept = !kept.isEmpty
        times = leaves.leaves.map { _ in leaves.columns.map { _ in 0 } }
        isPinned = times.map { $0.map { _ in false } }
        sizes = leaves.columns.indices.map { column in
            leaves.leaves.reduce(0) { $0 + ($1.counts[column] ?? 0) }
        }
    }

    // MARK: - Totals

    /// Rounds counts that need not add up to others.
    mutating func roundTotals() throws(Solver.Failure) {
        var errors = leaves.columns.map { _ in 0 }
        for leaf in leaves.leaves.indices {
            if leaf > 0, leaves.leaves[leaf].path[0] != leaves.leaves[leaf - 1].path[0] {
                errors = errors.map { _ in 0 }
            }
            try budget.spend(leaves.columns.count)
            let system = try system(for: [leaf])
            systemOf.append(system)
            let bounds = Leaf(self, leaf, system)
            let choice = try bounds.best(beside: errors, budget)
            try take(choice, of: bounds, at: leaf)
            for column in errors.indices { errors[column] += error(of: column, at: leaf) }
        }
        try keepWholes { rounding, leaf, free, by in
            rounding.moved(leaf, free, by: by).map { [(leaf, free, by, $0)] } ?? []
        }
    }

    private func error(of column: Int, at leaf: Int) -> Int {
        leaves.leaves[leaf].counts[column].map { base * times[leaf][column] - $0 } ?? 0
    }

    private mutating func take(_ choice: [Int], of bounds: Leaf, at leaf: Int) throws(Solver.Failure) {
        guard bounds.isSafe(choice) else { throw .unsafe }
        times[leaf] = systemOf[leaf].all(choice)
        for (index, column) in systemOf[leaf].free.enumerated() where bounds.pins[index] == choice[index] {
            isPinned[leaf][column] = true
        }
        if bounds.isRevised, let place = leaves.leaves[leaf].published { revised.insert(place) }
    }

    /// How the counts of some leaves make each other up: by the equations that hold for all of them.
    private mutating func system(for own: [Int]) throws(Solver.Failure) -> RoundingSystem {
        let holding = leaves.equations.map { equation in
            own.allSatisfy { RoundingSystem.sum(equation, of: leaves.leaves[$0].counts) == 0 }
        }
        if let known = systems[holding] { return known }
        let equations = zip(leaves.equations, holding).filter(\.1).map(\.0)
        guard let system = RoundingSystem(equations, columns: leaves.columns.count, sizes: sizes) else {
            throw .unsafe
        }
        systems[holding] = system
        return system
    }

    // MARK: - Groups

    /// Rounds groups so that they add up to the rounded totals of their places.
    mutating func roundGroups(within totals: LeafRounding) throws(Solver.Failure) {
        let columnOf = leaves.columns.map { column in
            totals.leaves.columns.firstIndex {
                $0.indicator == column.indicator && $0.column == column.column && $0.relation == column.relation
            }
        }
        let whole = Dictionary(
            totals.leaves.leaves.enumerated().map { ($1.place, $0) }, uniquingKeysWith: { first, _ in first })
        var errors: [String: [Int]] = [:]
        var first = 0
        while first < leaves.leaves.count {
            let place = leaves.leaves[first].place
            var end = first + 1
            while end < leaves.leaves.count, leaves.leaves[end].place == place { end += 1 }
            try budget.spend((end - first) * leaves.columns.count)
            let system = try system(for: Array(first..<end))
            systemOf += repeatElement(system, count: end - first)
            let sums = system.free.map { column in
                columnOf[column].flatMap { column in whole[place].map { totals.times[$0][column] } } ?? 0
            }
            let groups = (first..<end).map { leaf in
                (
                    Leaf(self, leaf, system),
                    errors[leaves.leaves[leaf].group ?? ""] ?? leaves.columns.map { _ in 0 }
                )
            }
            for (index, choice) in try Self.split(sums, among: groups, budget).enumerated() {
                let leaf = first + index
                try take(choice, of: groups[index].0, at: leaf)
                errors[leaves.leaves[leaf].group ?? ""] = leaves.columns.indices.map {
                    groups[index].1[$0] + error(of: $0, at: leaf)
                }
            }
            first = end
        }
        let placeOf = Dictionary(grouping: leaves.leaves.indices, by: { leaves.leaves[$0].place })
        try keepWholes { rounding, leaf, free, by in
            guard let own = rounding.moved(leaf, free, by: by) else { return [] }
            return (placeOf[rounding.leaves.leaves[leaf].place] ?? []).compactMap { other in
                guard other != leaf, let cost = rounding.moved(other, free, by: -by) else { return nil }
                return [(leaf, free, by, own), (other, free, -by, cost)]
            }.min { Self.cost($0) < Self.cost($1) } ?? []
        }
    }

    private static func split(
        _ sums: [Int], among groups: [(leaf: Leaf, errors: [Int])], _ budget: SolverBudget
    ) throws(Solver.Failure) -> [[Int]] {
        var choices = groups.map(\.leaf.lowest)
        for (free, sum) in sums.enumerated() {
            var off = sum - choices.reduce(0) { $0 + $1[free] }
            while off != 0 {
                var best: (group: Int, cost: Int)?
                for (group, choice) in choices.enumerated() {
                    try budget.spend(groups[group].leaf.size)
                    var moved = choice
                    moved[free] += off.signum()
                    guard moved[free] >= 0 else { continue }
                    let cost =
                        groups[group].leaf.cost(of: moved, beside: groups[group].errors)
                        - groups[group].leaf.cost(of: choice, beside: groups[group].errors)
                    if best.map({ cost < $0.cost }) ?? true { best = (group, cost) }
                }
                guard let best else { throw .unsafe }
                choices[best.group][free] += off.signum()
                off -= off.signum()
            }
        }
        return choices
    }

    // MARK: - What was published of larger areas

    /// One step of a leaf's free column, and what it costs.
    private typealias Move = (leaf: Int, free: Int, by: Int, cost: Int)

    private static func cost(_ moves: [Move]) -> Int { moves.reduce(0) { $0 + $1.cost } }

    /// What a step costs; nil where it may not be made.
    private func moved(_ leaf: Int, _ free: Int, by step: Int) -> Int? {
        let column = systemOf[leaf].free[free]
        guard !isPinned[leaf][column], let count = leaves.leaves[leaf].counts[column] else { return nil }
        let value = base * (times[leaf][column] + step)
        guard value >= 0, (value - count).magnitude < base else { return nil }
        let before = error(of: column, at: leaf)
        return (value - count) * (value - count) - before * before
    }

    /// Moves leaves that were not published before until the larger areas that were show the same again, smaller ones first.
    ///
    /// - Parameter moves: the cheapest moves that add a step to a leaf's free column; none where there are none.
    private mutating func keepWholes(_ moves: (LeafRounding, Int, Int, Int) -> [Move]) throws(Solver.Failure) {
        guard isKept else { return }
        var isLocked = leaves.leaves.map { _ in false }
        for (table, cell, own) in wholes {
            let columns = leaves.columns.indices.filter {
                leaves.columns[$0].table == table && leaves.columns[$0].isShown
            }
            for column in columns {
                guard let sum = kept.times(leaves.columns[column], at: cell, by: breakdown, span) else { continue }
                while true {
                    let off = sum - own.reduce(0) { $0 + times[$1][column] }
                    guard off != 0, off.magnitude <= Self.mostSteps else { break }
                    try budget.spend(own.count)
                    var best: [Move] = []
                    for leaf in own where !isLocked[leaf] {
                        // The column by itself: sums of it follow once all of their parts are right.
                        guard let free = systemOf[leaf].free.firstIndex(of: column) else { continue }
                        let found = moves(self, leaf, free, off.signum())
                        guard !found.isEmpty, !found.contains(where: { isLocked[$0.leaf] }) else { continue }
                        if best.isEmpty || Self.cost(found) < Self.cost(best) { best = found }
                    }
                    guard !best.isEmpty else { break }
                    for move in best {
                        var choice = systemOf[move.leaf].free.map { times[move.leaf][$0] }
                        choice[move.free] += move.by
                        times[move.leaf] = systemOf[move.leaf].all(choice)
                    }
                }
            }
            for leaf in own { isLocked[leaf] = true }
        }
    }

    /// How far a larger area may be from what was published of it to be brought back there.
    private static let mostSteps = 2

    /// The cells that are sums of leaves and were published before, smaller ones first.
    private var wholes: [(table: Int, place: CountTable.Place, leaves: [Int])] {
        var found: [(table: Int, place: CountTable.Place, leaves: [Int])] = []
        for (table, structure) in leaves.tables.enumerated() {
            for (cell, own) in structure.leavesOfCell.enumerated() {
                let numbers = own.map { leaves.numbers[table][$0] }
                guard numbers.count > 1 || numbers.contains(where: { leaves.leaves[$0].place.isRest }) else { continue }
                found.append((table, leaves.places[table][cell], numbers))
            }
        }
        return found.filter { whole in
            leaves.columns.contains {
                $0.table == whole.table && $0.isShown && kept.times($0, at: whole.place, by: breakdown, span) != nil
            }
        }.sorted { ($0.leaves.count, $0.table, $0.place) < ($1.leaves.count, $1.table, $1.place) }
    }

    // MARK: - Results

    /// The rounded counts of each cell of a table, one per column of it; nil for those that are not rounded.
    func counts(of table: Int, columns: Int) -> [[Int?]] {
        let own = leaves.columns.indices.filter { leaves.columns[$0].table == table && leaves.columns[$0].isShown }
        return leaves.tables[table].leavesOfCell.map { cell in
            var counts = [Int?](repeating: nil, count: columns)
            for column in own {
                counts[leaves.columns[column].column] =
                    base * cell.reduce(0) { $0 + times[leaves.numbers[table][$1]][column] }
            }
            return counts
        }
    }
}

extension LeafRounding {
    /// What one leaf may show.
    struct Leaf {
        let system: RoundingSystem
        /// For each free column, what was published of it before.
        let pins: [Int?]
        /// Whether late data take what was published further from the truth than rounding does.
        let isRevised: Bool
        /// Columns that make others up and were published before.
        private let sums: [(column: Int, times: Int)]
        private let counts: [Int?]
        private let isShown: [Bool]
        /// For each free column, what other spans say of it; empty where nothing.
        private let known: [[StretchBounds.Known]]
        private let span: Period
        private let policy: DisclosurePolicy

        /// The steps that looking at one choice costs.
        var size: Int { counts.count }

        private static let forbidden = 1_000_000

        init(_ rounding: LeafRounding, _ leaf: Int, _ system: RoundingSystem) {
            let own = rounding.leaves.leaves[leaf]
            let columns = rounding.leaves.columns
            let (policy, kept) = (rounding.policy, rounding.kept)
            self.system = system
            self.policy = policy
            span = rounding.span
            counts = own.counts
            isShown = columns.map(\.isShown)
            var pins: [Int?] = system.free.map { _ in nil }
            var known: [[StretchBounds.Known]] = system.free.map { _ in [] }
            var sums: [(column: Int, times: Int)] = []
            var isRevised = false
            var isNew = false
            if rounding.isKept, let place = own.published {
                for column in columns.indices where columns[column].isShown {
                    guard let count = own.counts[column] else { continue }
                    let before = kept.times(columns[column], at: place, by: rounding.breakdown, rounding.span)
                    let free = system.free.firstIndex(of: column)
                    if let free, columns[column].overTime == .adds {
                        known[free] = kept.known(
                            columns[column], at: place, by: rounding.breakdown, besides: rounding.span)
                    }
                    guard let before else { continue }
                    guard let free else {
                        sums.append((column, before))
                        continue
                    }
                    let off = Int((before * policy.roundTo - count).magnitude)
                    // A figure that late data change by more is a new one.
                    if off < policy.roundTo + policy.largestSmallCount { pins[free] = before } else { isNew = true }
                    if off >= policy.roundTo, pins[free] != nil { isRevised = true }
                }
            }
            self.pins = pins
            self.known = known
            self.isRevised = isRevised
            self.sums = isNew ? [] : sums
        }

        private func next(to free: Int) -> (lower: Int, upper: Int) {
            let count = counts[system.free[free]] ?? 0
            let base = policy.roundTo
            return (count / base, (count + base - 1) / base)
        }

        /// The least of what each free column shows.
        var lowest: [Int] { system.free.indices.map { pins[$0] ?? next(to: $0).lower } }

        /// Whether what other spans say of the counts leaves enough values.
        func isSafe(_ choice: [Int]) -> Bool {
            choice.indices.allSatisfy { leavesEnough($0, choice[$0]) }
        }

        private func leavesEnough(_ free: Int, _ times: Int) -> Bool {
            guard !known[free].isEmpty, pins[free] != times else { return true }
            let own = StretchBounds.Known(rounded: times * policy.roundTo, to: policy.roundTo, span: span)
            return StretchBounds.leave(
                policy.valuesLeft, small: policy.largestSmallCount, known[free] + [own])
        }

        /// What a choice costs: squares of the errors of all sums so far; much more where it is not to be.
        func cost(of choice: [Int], beside errors: [Int]) -> Int {
            let base = policy.roundTo
            var cost = 0
            for (column, times) in system.all(choice).enumerated() {
                guard let count = counts[column], isShown[column] else { continue }
                let off = times * base - count
                cost += (errors[column] + off) * (errors[column] + off)
                if off.magnitude >= base { cost += Self.forbidden }
            }
            for (free, times) in choice.enumerated() {
                if let pin = pins[free], pin != times { cost += Self.forbidden * Self.forbidden }
                if !leavesEnough(free, times) { cost += Self.forbidden * 1_000 }
            }
            if !sums.isEmpty {
                let all = system.all(choice)
                cost += sums.reduce(0) { $0 + (all[$1.column] == $1.times ? 0 : Self.forbidden * 100) }
            }
            return cost
        }

        /// The choice that costs least among the multiples next to the counts; where none of these is allowed, of the next
        /// ones too.
        func best(beside errors: [Int], _ budget: SolverBudget) throws(Solver.Failure) -> [Int] {
            let options = system.free.indices.map { free -> [Int] in
                if let pin = pins[free] { return [pin] }
                let (lower, upper) = next(to: free)
                return Array(lower...upper)
            }
            let found = try cheapest(options, errors, budget)
            guard found.cost >= Self.forbidden else { return found.choice }
            let more = zip(options, pins).map { options, pin in
                pin == nil ? Array(max(0, options[0] - 1)...options[options.count - 1] + 1) : options
            }
            let wider = try cheapest(more, errors, budget)
            return wider.cost < found.cost ? wider.choice : found.choice
        }

        private func cheapest(
            _ options: [[Int]], _ errors: [Int], _ budget: SolverBudget
        ) throws(Solver.Failure) -> (choice: [Int], cost: Int) {
            var choice = options.map { $0[0] }
            var best = (choice: choice, cost: cost(of: choice, beside: errors))
            guard options.reduce(1, { min($0 * $1.count, Self.mostChoices + 1) }) <= Self.mostChoices else {
                return try improved(best, options, errors, budget)
            }
            var places = options.map { _ in 0 }
            while let free = places.indices.first(where: { places[$0] + 1 < options[$0].count }) {
                try budget.spend(size)
                for index in 0..<free {
                    places[index] = 0
                    choice[index] = options[index][0]
                }
                places[free] += 1
                choice[free] = options[free][places[free]]
                let cost = cost(of: choice, beside: errors)
                if cost < best.cost { best = (choice, cost) }
            }
            return best
        }

        private static let mostChoices = 1_024

        /// Better choices, one column at a time, until none is.
        private func improved(
            _ first: (choice: [Int], cost: Int), _ options: [[Int]], _ errors: [Int], _ budget: SolverBudget
        ) throws(Solver.Failure) -> (choice: [Int], cost: Int) {
            var best = first
            while true {
                let before = best.cost
                for free in options.indices {
                    for option in options[free] {
                        try budget.spend(size)
                        var choice = best.choice
                        choice[free] = option
                        let cost = cost(of: choice, beside: errors)
                        if cost < best.cost { best = (choice, cost) }
                    }
                }
                if best.cost == before { return best }
            }
        }
    }
}
