import ReportKit

/// How the counts of some tables of one indicator add up: over areas, over groups of people and over time.
///
/// An unknown for every cell of every table, one for what is left of a whole whose parts are not all shown and, where
/// tables cover overlapping spans, one for every cell in every stretch of time that no span divides. Rolling years that
/// share three quarters are sums of stretches: what one less another gives away is in the equations.
struct AdditiveModel: Sendable {
    /// How much of what adds up is taken to hold: records can be revised between two returns, and areas redrawn.
    enum Reach: Int, CaseIterable {
        /// Every table, its parts over areas also in each stretch of time.
        case everything
        /// Every table; areas add up within each table alone.
        case timeOfEachCell
        /// Tables say nothing of each other's time.
        case eachTable
    }

    /// Which of the counts.
    private(set) var side: Int
    /// The first unknowns are the cells', by their numbers.
    private(set) var system = LinearSystem()
    private(set) var incidence: LinearSystem.Incidence
    /// What is left of a whole, with its true counts, one a side, where they are known.
    private var left: [(unknown: Int, counts: [Int], of: Int)] = []

    private let cells: NumberedCells

    /// - Parameters:
    ///   - cells: of one indicator, all with the same sides.
    ///   - sums: how they add up over areas and groups.
    ///   - side: which of their counts.
    init(_ cells: NumberedCells, _ sums: [CellSum], side: Int, reach: Reach) {
        self.cells = cells
        self.side = side
        incidence = LinearSystem.Incidence(system)
        for _ in cells.indices { _ = system.addUnknown() }
        for sum in sums { add(sum) }
        if cells.tables.count > 1 { addTime(sums, reach) }
        incidence = LinearSystem.Incidence(system)
    }

    /// What a cell counts, where it is known.
    func count(_ cell: Int) -> Int? { cells[cell].counts?[side] }

    /// What is left of a whole, with its true count, where that is known.
    var rests: some Collection<(unknown: Int, count: Int, of: Int)> {
        left.lazy.map { [side] in ($0.unknown, $0.counts[side], $0.of) }
    }

    /// The same of another side's counts: of one table, counts of every side add up alike.
    func ofOnlyTable(side: Int) -> AdditiveModel {
        var model = self
        model.side = side
        return model
    }

    /// What every unknown truly is, where there is one table, whose counts are all known.
    var truthOfOnlyTable: [Double] {
        var truth = Array(repeating: 0.0, count: system.bounds.count)
        for cell in cells.indices { truth[cell] = Double(count(cell) ?? 0) }
        for rest in rests { truth[rest.unknown] = Double(rest.count) }
        return truth
    }

    private mutating func add(_ sum: CellSum) {
        var terms = [(sum.whole, 1.0)] + sum.parts.map { ($0, -1.0) }
        if !sum.isComplete {
            let rest = system.addUnknown()
            terms.append((rest, -1))
            if let counts = sum.rests { left.append((rest, counts, sum.whole)) }
        }
        system.addEquation(terms)
    }

    // MARK: - Time

    private mutating func addTime(_ sums: [CellSum], _ reach: Reach) {
        // The same cell of the same span in two tables is the same count.
        linkRepeats { ($0.from, $0.to) }
        guard reach != .eachTable else { return }
        switch cells.tables[0].sides[side].overTime {
        case .adds: addStretches(sums, withSums: reach == .everything)
        // A cohort's own counts are the same in every span that begins on the same day; those of a baseline, in every
        // span.
        case .staysSame: linkRepeats { ($0.from, nil) }
        case .fixed: linkRepeats { _ in (nil, nil) }
        }
    }

    /// Makes the counts of a cell the same in every table that counts it alike, unless it is known to have been revised.
    ///
    /// - Parameter days: what of a span tells counts of a cell apart.
    private mutating func linkRepeats(by days: (Period) -> (from: Day?, to: Day?)) {
        var first: [RepeatKey: Int] = [:]
        for (cell, table) in cellsWithTables {
            let (from, to) = days(table.span)
            let key = RepeatKey(place: cells[cell].place, breakdown: table.breakdown, from: from, to: to)
            if let before = first[key] { link(before, cell) } else { first[key] = cell }
        }
    }

    private struct RepeatKey: Hashable {
        let place: CountTable.Place
        let breakdown: Breakdown?
        let from: Day?
        let to: Day?
    }

    private var cellsWithTables: some Sequence<(Int, CountTable)> {
        cells.tables.enumerated().lazy.flatMap { [cells] index, table in
            cells.numbers(inTable: index).lazy.map { ($0, table) }
        }
    }

    private mutating func link(_ one: Int, _ other: Int) {
        if let a = count(one), let b = count(other), a != b { return }
        system.addEquation([(one, 1), (other, -1)])
    }

    private struct Stretch: Hashable {
        let place: CountTable.Place
        let breakdown: Breakdown?
        let from: Day
    }

    /// Makes every cell the sum of its stretches of time; with sums, makes areas and groups add up in each stretch.
    private mutating func addStretches(_ sums: [CellSum], withSums: Bool) {
        let spans = cells.tables.map(\.span)
        let overlap = spans.indices.contains { one in
            spans.indices.contains { two in
                spans[one] != spans[two] && spans[one].from <= spans[two].to && spans[two].from <= spans[one].to
            }
        }
        guard overlap else { return }
        let starts = Set(spans.flatMap { [$0.from, $0.to.adding(days: 1)] }).sorted()
        func stretches(_ span: Period) -> [Day] { starts.filter { span.from <= $0 && $0 <= span.to } }
        var unknown: [Stretch: Int] = [:]
        for (cell, table) in cellsWithTables {
            let parts = stretches(table.span).map { from in
                let key = Stretch(place: cells[cell].place, breakdown: table.breakdown, from: from)
                let known = unknown[key] ?? system.addUnknown()
                unknown[key] = known
                return (known, -1.0)
            }
            system.addEquation([(cell, 1)] + parts)
        }
        guard withSums else { return }
        var seen: Set<[Int]> = []
        for sum in sums {
            func key(_ cell: Int, _ from: Day) -> Stretch {
                Stretch(place: cells[cell].place, breakdown: cells.table(of: cell).breakdown, from: from)
            }
            for from in stretches(cells.table(of: sum.whole).span) {
                guard let whole = unknown[key(sum.whole, from)] else { continue }
                let parts = sum.parts.compactMap { unknown[key($0, from)] }
                guard parts.count == sum.parts.count, seen.insert([whole] + parts.sorted()).inserted else { continue }
                var terms = [(whole, 1.0)] + parts.map { ($0, -1.0) }
                if !sum.isComplete { terms.append((system.addUnknown(), -1)) }
                system.addEquation(terms)
            }
        }
    }
}
