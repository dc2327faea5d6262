import ReportKit

/// How the counts of some tables of one indicator add up: over areas, over groups of people and over time.
///
/// There is one unknown per cell of each table, one for the remainder of a whole whose parts are not all shown and,
/// where tables cover overlapping spans, one per cell for each stretch of time that no span divides. Rolling years that
/// share three quarters are sums of stretches, so the equations include what subtracting one year from another gives
/// away.
struct AdditiveModel: Sendable {
    /// Which sums are assumed to hold: records can be revised between two returns, and areas redrawn.
    enum Reach: Int, CaseIterable {
        /// All sums: over areas, groups and time; those over areas and groups also within each stretch of time.
        case everything
        /// Each cell adds up over time; areas and groups add up only within the tables' own spans.
        case timeOfEachCell
        /// Tables of different spans are not compared.
        case eachTable
    }

    /// Which of the cells' counts the model is about.
    private(set) var side: Int
    /// The first unknowns are the cells', in order of their numbers.
    private(set) var system = LinearSystem()
    private(set) var incidence: LinearSystem.Incidence
    /// The remainders of wholes whose true counts are known: the unknown, one count per side, and the whole's number.
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

    /// The cell's count on this side; nil where it is not known.
    func count(_ cell: Int) -> Int? { cells[cell].counts?[side] }

    /// The remainders of wholes whose true count on this side is known.
    var remainders: some Collection<(unknown: Int, count: Int, of: Int)> {
        left.lazy.map { [side] in ($0.unknown, $0.counts[side], $0.of) }
    }

    /// The same model for another side; only for a single table, where the counts of every side add up alike.
    func ofOnlyTable(side: Int) -> AdditiveModel {
        var model = self
        model.side = side
        return model
    }

    /// The true value of each unknown; only for a single table whose counts are all known.
    var truthOfOnlyTable: [Double] {
        var truth = Array(repeating: 0.0, count: system.bounds.count)
        for cell in cells.indices { truth[cell] = Double(count(cell) ?? 0) }
        for rest in remainders { truth[rest.unknown] = Double(rest.count) }
        return truth
    }

    private mutating func add(_ sum: CellSum) {
        var terms = [(sum.whole, 1.0)] + sum.parts.map { ($0, -1.0) }
        if !sum.isComplete {
            let rest = system.addUnknown()
            terms.append((rest, -1))
            if let counts = sum.remainders { left.append((rest, counts, sum.whole)) }
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

    /// Makes a cell's count the same in every table that repeats it, unless it is known to have been revised.
    ///
    /// - Parameter days: the days of a span that distinguish one count of a cell from another.
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
