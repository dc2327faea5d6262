import ReportKit

/// How the counts of some tables add up: within cells, over areas, over groups of people, over time, and between
/// indicators.
///
/// There is one unknown per count of each cell, one for the remainder of a whole whose parts are not all shown and,
/// where tables cover overlapping spans, one per count for each stretch of time that no span divides. Rolling years that
/// share three quarters are sums of stretches, so the equations include what subtracting one year from another gives
/// away.
struct AdditiveModel: Sendable {
    /// Which sums are assumed to hold: records can be revised between two returns, and areas redrawn.
    enum Reach: Int, CaseIterable {
        /// All sums: over areas, groups and time; those over areas and groups also within each stretch of time.
        case everything
        /// All sums but those of areas that were published apart.
        case sumsOfTables
        /// Each count adds up over time; areas and groups add up only within the tables' own spans.
        case timeOfEachCell
        /// Tables of different spans are not compared.
        case eachTable
        /// Nor is what was published before with what is published now: records behind it were revised, or another model
        /// predicted.
        case apart
    }

    /// A count that nobody publishes but that others give away.
    struct Hidden {
        let unknown: Int
        /// Its true value; nil where that is not known.
        let count: Int?
        /// The count that it is a part of.
        let of: Int
    }

    /// The first unknowns are the counts', in order of their numbers.
    var system = LinearSystem()
    private(set) var incidence: LinearSystem.Incidence
    /// What is left of wholes whose parts are not all shown.
    private(set) var remainders: [Hidden] = []
    /// What subtracting published spans from one another gives away.
    var differences: [Hidden] = []
    /// The true value of each unknown, as far as counts alone tell it.
    private(set) var truth: [Int?] = []
    /// For each unknown, the number of the count that it is, or is a part of.
    private(set) var countOf: [Int] = []

    let counts: NumberedCounts

    /// - Parameters:
    ///   - counts: of related indicators.
    ///   - sums: how they add up over areas and groups.
    ///   - relations: what holds between the indicators.
    init(_ counts: NumberedCounts, _ sums: [CellSum], _ relations: [CountRelation], reach: Reach) {
        self.counts = counts
        incidence = LinearSystem.Incidence(system)
        for number in counts.indices { _ = addUnknown(counts.count(number), of: number) }
        let sums = reach == .everything ? sums : sums.filter { !$0.isAcross }
        addCellEquations()
        for sum in sums { add(sum) }
        addRelations(relations, reach)
        if counts.tables.count > 1, reach != .apart { addTime(sums, relations, reach) }
        incidence = LinearSystem.Incidence(system)
    }

    mutating func addUnknown(_ count: Int? = nil, of number: Int) -> Int {
        truth.append(count)
        countOf.append(number)
        return system.addUnknown()
    }

    // MARK: - Within cells, over areas and groups

    private mutating func addCellEquations() {
        for (index, table) in counts.tables.enumerated() {
            for equation in table.family.cellEquations {
                let columns = equation.terms.map { table.column($0.kind) }
                guard columns.allSatisfy({ $0 != nil }) else { continue }
                for (number, cell) in table.cells.enumerated() {
                    let places = columns.compactMap(\.self)
                    guard places.allSatisfy({ cell.counts[$0] != nil || table.isPublished }) else { continue }
                    add(
                        zip(equation.terms, places).map { (counts.number(index, number, $1), $0.factor) },
                        isAtLeast: false)
                }
            }
        }
    }

    /// Adds an equation, unless the known counts contradict it; with a slack where the terms may add up to more.
    ///
    /// - Returns: the slack, where there is one.
    @discardableResult
    private mutating func add(_ terms: [(unknown: Int, factor: Double)], isAtLeast: Bool) -> Int? {
        var sum: Int? = 0
        for term in terms { sum = sum.flatMap { sum in truth[term.unknown].map { sum + Int(term.factor) * $0 } } }
        if let sum, isAtLeast ? sum < 0 : sum != 0 { return nil }
        guard isAtLeast else {
            system.addEquation(terms)
            return nil
        }
        // What is left over is a count of people too.
        let number = countOf[terms[0].unknown]
        let rest = addUnknown(sum, of: number)
        system.addEquation(terms + [(rest, -1)])
        remainders.append(Hidden(unknown: rest, count: sum, of: number))
        return rest
    }

    private mutating func add(_ sum: CellSum) {
        var terms = [(sum.whole, 1.0)] + sum.parts.map { ($0, -1.0) }
        if !sum.isComplete {
            let rest = addUnknown(sum.remainder, of: sum.whole)
            terms.append((rest, -1))
            remainders.append(Hidden(unknown: rest, count: sum.remainder, of: sum.whole))
        }
        system.addEquation(terms)
    }

    // MARK: - Between indicators

    private struct TableKey: Hashable {
        let indicator: String
        let breakdown: Breakdown?
        let span: Period
    }

    private mutating func addRelations(_ relations: [CountRelation], _ reach: Reach) {
        guard !relations.isEmpty else { return }
        let tables = Dictionary(grouping: counts.tables.indices) { index in
            let table = counts.tables[index]
            return TableKey(indicator: table.indicator, breakdown: table.breakdown, span: table.span)
        }
        struct Time: Hashable {
            let breakdown: Breakdown?
            let span: Period
        }
        var times: [Time] = []
        for table in counts.tables {
            let time = Time(breakdown: table.breakdown, span: table.span)
            if !times.contains(time) { times.append(time) }
        }
        for time in times {
            var left: [[String: Int]: [CountTable.Place: LeftOver]] = [:]
            for relation in relations where relation.holds(over: time.span) {
                // The areas of one indicator may be in several tables, each published by itself.
                let found = relation.terms.map { term in
                    tables[TableKey(indicator: term.indicator, breakdown: time.breakdown, span: time.span)] ?? []
                }
                let together = reach == .apart ? [false, true].map { apart(found, isPublished: $0) } : [found]
                guard let own = together.first(where: { $0.allSatisfy { !$0.isEmpty } }) else { continue }
                let slacks = add(relation, own)
                guard let kind = relation.kindOfShares,
                    own.joined().allSatisfy({ counts.tables[$0].column(nil) != nil })
                else { continue }
                for (place, slack) in slacks {
                    let key = kind == .n ? \LeftOver.n : \LeftOver.observed
                    left[relation.factors, default: [:]][place, default: LeftOver()][keyPath: key] = slack
                }
            }
            for relation in relations where relation.kindOfShares == .n {
                let places = left.removeValue(forKey: relation.factors) ?? [:]
                for (_, group) in places.sorted(by: { $0.key < $1.key }) { addShare(of: group) }
            }
        }
    }

    /// The people who are left over of several indicators' shares, by the unknowns that they are.
    private struct LeftOver {
        var n: Int?
        var observed: Int?
    }

    /// Those left over who do not have the outcome are people too.
    private mutating func addShare(of group: LeftOver) {
        guard let n = group.n, let observed = group.observed else { return }
        add([(n, 1), (observed, -1)], isAtLeast: true)
    }

    /// The number of a cell's count, where it is told or suppressed.
    private func told(_ kind: CountKind?, in table: Int, _ cell: Int?) -> Int? {
        guard let cell, let column = counts.tables[table].column(kind) else { return nil }
        let number = counts.number(table, cell, column)
        return counts.isTold(number) ? number : nil
    }

    private func apart(_ tables: [[Int]], isPublished: Bool) -> [[Int]] {
        tables.map { $0.filter { counts.tables[$0].isPublished == isPublished } }
    }

    /// - Parameter tables: for each term, those of its indicator. A count that several have is the first one's: the others
    ///   repeat it.
    /// - Returns: the slack at each place that has one.
    private mutating func add(_ relation: CountRelation, _ tables: [[Int]]) -> [(CountTable.Place, Int)] {
        var places: Set<CountTable.Place> = []
        var cells: [Int: [CountTable.Place: Int]] = [:]
        for index in Set(tables.joined()) {
            let own = counts.tables[index].cells
            cells[index] = Dictionary(zip(own.map(\.place), own.indices), uniquingKeysWith: { first, _ in first })
            places.formUnion(own.map(\.place))
        }
        var slacks: [(CountTable.Place, Int)] = []
        for place in places.sorted() {
            var terms: [(unknown: Int, factor: Double)] = []
            var isTold = true
            for (term, own) in zip(relation.terms, tables) {
                let having = own.filter { cells[$0]?[place] != nil }
                if having.isEmpty {
                    // An area without any row has no cell, in a table of all areas.
                    isTold = isTold && own.contains { counts.tables[$0].isOfAllAreas }
                    continue
                }
                guard let number = having.compactMap({ told(term.kind, in: $0, cells[$0]?[place]) }).first else {
                    isTold = false
                    break
                }
                terms.append((number, Double(term.factor)))
            }
            if isTold, terms.count == 1, truth[terms[0].unknown] == 0 {
                // The others have no row there, so that nobody is counted.
                system.bound(terms[0].unknown, from: 0, to: 0)
            } else if isTold, terms.count > 1,
                let slack = add(terms, isAtLeast: relation.comparison == .atLeast)
            {
                slacks.append((place, slack))
            }
        }
        return slacks
    }
}

extension CountRelation {
    /// Whether the relation holds for counts of all the days of a span.
    func holds(over span: Period) -> Bool {
        holds(for: .days(span))
    }
}

extension CountRelation {
    /// The kind of all its counts, where they are numerators or denominators of an inequality; else nil.
    fileprivate var kindOfShares: CountKind? {
        guard comparison == .atLeast, let kind = terms.first?.kind, [.observed, .n].contains(kind) else { return nil }
        return terms.allSatisfy { $0.kind == kind } ? kind : nil
    }

    /// Each indicator's factor.
    fileprivate var factors: [String: Int] {
        Dictionary(terms.map { ($0.indicator, $0.factor) }, uniquingKeysWith: { first, _ in first })
    }
}
