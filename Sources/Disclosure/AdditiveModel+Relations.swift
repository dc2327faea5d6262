import ReportKit

// How counts of several indicators add up to one another, over the spans of their tables and over days that follow from
// several.
extension AdditiveModel {
    /// A count of a relation at one place, over the days of one time.
    private enum Related {
        /// Unknowns that add up to it, its true value where that is known, and the count that it is, or is a part of.
        case told([Int], Int?, of: Int)
        /// Nobody is counted there.
        case nobody
        /// It is not known whether there is such a count.
        case untold
    }

    // MARK: - Over the spans of tables

    mutating func addRelations(_ relations: [CountRelation], _ reach: Reach) {
        guard !relations.isEmpty else { return }
        struct Time: Hashable {
            let breakdown: Breakdown?
            let span: Period
        }
        var times: [Time] = []
        var tables: [Time: [String: [Int]]] = [:]
        for (index, table) in counts.tables.enumerated() {
            let time = Time(breakdown: table.breakdown, span: table.span)
            if tables[time] == nil { times.append(time) }
            tables[time, default: [:]][table.indicator, default: []].append(index)
        }
        for time in times {
            let holding = relations.filter { $0.holds(over: time.span) }
            let found = tables[time] ?? [:]
            add(holding) { model, relation in
                // The areas of one indicator may be in several tables, each published by itself.
                let own = relation.terms.map { found[$0.indicator] ?? [] }
                let together =
                    reach == .apart
                    ? [false, true].map { isPublished in
                        own.map { $0.filter { model.counts.tables[$0].isPublished == isPublished } }
                    } : [own]
                guard let own = together.first(where: { $0.allSatisfy { !$0.isEmpty } }) else { return nil }
                return model.add(relation, own)
            }
        }
    }

    /// The slacks of a relation, by the places that have one.
    private typealias Slacks = [(place: CountTable.Place, slack: Int)]

    /// Adds some relations, and that those left over of several indicators' shares are people too: as many have the outcome at
    /// most as there are.
    ///
    /// - Parameter one: adds one relation; nil where it cannot be added.
    private mutating func add(_ relations: [CountRelation], _ one: (inout AdditiveModel, CountRelation) -> Slacks?) {
        var left: [[String: Int]: [CountTable.Place: LeftOver]] = [:]
        for relation in relations {
            guard let slacks = one(&self, relation), let kind = relation.kindOfShares, isShare(relation) else {
                continue
            }
            for (place, slack) in slacks {
                let key = kind == .n ? \LeftOver.n : \LeftOver.observed
                left[relation.factors, default: [:]][place, default: LeftOver()][keyPath: key] = slack
            }
        }
        for relation in relations where relation.kindOfShares == .n {
            let places = left.removeValue(forKey: relation.factors) ?? [:]
            for (_, group) in places.sorted(by: { $0.key < $1.key }) {
                guard let n = group.n, let observed = group.observed else { continue }
                add([(n, 1), (observed, -1)], isAtLeast: true)
            }
        }
    }

    /// The people who are left over of several indicators' shares, by the unknowns that they are.
    private struct LeftOver {
        var n: Int?
        var observed: Int?
    }

    /// Whether the figures of all indicators of a relation are shares of people.
    private func isShare(_ relation: CountRelation) -> Bool {
        let indicators = Set(relation.terms.map(\.indicator))
        return counts.tables.allSatisfy { !indicators.contains($0.indicator) || $0.column(nil) != nil }
    }

    /// Adds what a relation says of one place.
    ///
    /// - Returns: the slack, where there is one.
    private mutating func add(_ relation: CountRelation, _ found: [Related]) -> Int? {
        var terms: [(unknown: Int, factor: Double)] = []
        var count: Int? = 0
        var told = 0
        for (term, found) in zip(relation.terms, found) {
            switch found {
            case .untold: return nil
            case .nobody: continue
            case .told(let unknowns, let own, _):
                told += 1
                terms += unknowns.map { ($0, Double(term.factor)) }
                count = count.flatMap { sum in own.map { sum + term.factor * $0 } }
            }
        }
        if told == 1, count == 0 {
            // The others have no row there, so that nobody is counted.
            for term in terms { system.bound(term.unknown, from: 0, to: 0) }
        }
        guard told > 1 else { return nil }
        return add(terms, count, isAtLeast: relation.comparison == .atLeast)
    }

    /// The number of a cell's count, where it is told or suppressed.
    private func told(_ kind: CountKind?, in table: Int, _ cell: Int?) -> Int? {
        guard let cell, let column = counts.tables[table].column(kind) else { return nil }
        let number = counts.number(table, cell, column)
        return counts.isTold(number) ? number : nil
    }

    /// - Parameter tables: for each term, those of its indicator. A count that several have is the first one's: the others
    ///   repeat it.
    private mutating func add(_ relation: CountRelation, _ tables: [[Int]]) -> Slacks {
        var places: Set<CountTable.Place> = []
        var cells: [Int: [CountTable.Place: Int]] = [:]
        for index in Set(tables.joined()) {
            let own = counts.tables[index].cells
            cells[index] = Dictionary(zip(own.map(\.place), own.indices), uniquingKeysWith: { first, _ in first })
            places.formUnion(own.map(\.place))
        }
        return places.sorted().compactMap { place in
            let found = zip(relation.terms, tables).map { term, own -> Related in
                let having = own.filter { cells[$0]?[place] != nil }
                if having.isEmpty {
                    // An area without any row has no cell, in a table of all areas.
                    return own.contains { counts.tables[$0].hasEverybody } ? .nobody : .untold
                }
                return having.compactMap { told(term.kind, in: $0, cells[$0]?[place]) }.first.map {
                    .told([$0], truth[$0], of: $0)
                } ?? .untold
            }
            return add(relation, found).map { (place, $0) }
        }
    }

    // MARK: - Over days that follow from several tables

    /// The tables of an indicator that some days lie in.
    private struct Covering {
        let indicator: String
        let breakdown: Breakdown?
        let tables: [CountTable]
        /// The kinds of counts of which an area without any row has none.
        let complete: Set<CountKind>

        init(_ indicator: String, _ breakdown: Breakdown?, _ days: Period, among all: [CountTable]) {
            self.indicator = indicator
            self.breakdown = breakdown
            tables = all.filter {
                $0.indicator == indicator && $0.breakdown == breakdown && $0.span.from <= days.from
                    && days.to <= $0.span.to
            }
            complete = Set(tables.filter(\.hasEverybody).flatMap { $0.columns.compactMap(\.kind) })
        }

        func series(_ kind: CountKind, at place: CountTable.Place) -> DividedCounts.Series? {
            tables.first.map {
                DividedCounts.Series(
                    indicator: indicator, kind: $0.family.counted(kind), place: place, breakdown: breakdown)
            }
        }
    }

    /// Adds relations over the days between each two cuts that all their indicators share.
    ///
    /// - Parameter differences: what follows of each indicator by itself; what follows through a relation is added.
    mutating func addRelations(
        _ relations: [CountRelation], in time: TimeStretches, _ differences: inout DerivedCounts
    ) {
        var places: [Breakdown?: [String: Set<CountTable.Place>]] = [:]
        for series in time.divided.index.keys {
            places[series.breakdown, default: [:]][series.indicator, default: []].insert(series.place)
        }
        var holding: [Period: [CountRelation]] = [:]
        for relation in relations {
            for days in time.cuts.shared(by: relation) { holding[days, default: []].append(relation) }
        }
        for (days, relations) in holding.sorted(by: { ($0.key.from, $0.key.to) < ($1.key.from, $1.key.to) }) {
            for (breakdown, places) in places.sorted(by: { ($0.key?.rawValue ?? "") < ($1.key?.rawValue ?? "") }) {
                add(relations) { model, relation in
                    let covering = relation.terms.map {
                        Covering($0.indicator, breakdown, days, among: model.counts.tables)
                    }
                    guard covering.allSatisfy({ !$0.tables.isEmpty }) else { return nil }
                    let own = covering.reduce(into: Set()) { $0.formUnion(places[$1.indicator] ?? []) }
                    return own.sorted().compactMap { place in
                        model.add(relation, covering, at: place, over: days, in: time, &differences).map { (place, $0) }
                    }
                }
            }
        }
    }

    /// Adds what a relation says of one place over some days.
    ///
    /// - Returns: the slack, where there is one.
    private mutating func add(
        _ relation: CountRelation, _ covering: [Covering], at place: CountTable.Place, over days: Period,
        in time: TimeStretches, _ differences: inout DerivedCounts
    ) -> Int? {
        let found = zip(relation.terms, covering).map {
            related($0.kind, $1, at: place, over: days, in: time, differences)
        }
        // Of tables of just these days it is known already.
        let isOfTables = found.allSatisfy { related in
            if case .told(let parts, _, let number) = related { parts == [number] } else { true }
        }
        guard !isOfTables else { return nil }
        // Of an indicator that was not published of these days, its count follows where all others were.
        let following = found.compactMap { related -> (parts: [Int], of: Int, series: Int)? in
            guard case .told(let parts, _, let number) = related, parts != [number],
                let series = time.divided.series[number], differences[series, days] == nil
            else { return nil }
            return (parts, number, series)
        }
        if relation.comparison == .equal, following.count == 1 {
            let (parts, number, series) = following[0]
            differences.add(series, days, difference(nil, of: number, parts))
        }
        return add(relation, found)
    }

    /// The count of a kind at a place over some days.
    private func related(
        _ kind: CountKind, _ covering: Covering, at place: CountTable.Place, over days: Period,
        in time: TimeStretches, _ differences: DerivedCounts
    ) -> Related {
        guard let key = covering.series(kind, at: place) else { return .untold }
        guard let series = time.divided.index[key] else {
            // An area without any row has no cell, in a table of all areas.
            return key.kind.map(covering.complete.contains) ?? false ? .nobody : .untold
        }
        let numbers = time.divided.numbers[series]
        if let number = numbers.first(where: { counts.table(of: $0).span == days }) {
            return .told([number], truth[number], of: number)
        }
        guard let parts = time.unknowns(series, of: days, covering.indicator) else { return .untold }
        return .told(parts, differences[series, days].flatMap { truth[$0.unknown] }, of: numbers[0])
    }
}

extension CountRelation {
    /// Whether the relation holds for counts of all the days of a span.
    func holds(over span: Period) -> Bool {
        holds(for: .days(span))
    }

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
