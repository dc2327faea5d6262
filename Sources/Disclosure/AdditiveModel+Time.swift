import ReportKit

// How counts of overlapping and adjoining spans add up over time.
extension AdditiveModel {
    mutating func addTime(_ sums: [CellSum], _ relations: [CountRelation], _ reach: Reach) {
        // The same count of the same span in two tables is the same.
        linkRepeats { _, span in (span.from, span.to) }
        guard reach != .eachTable else { return }
        // A cohort's own counts are the same in every span that begins on the same day; those of a baseline, in every
        // span.
        linkRepeats { column, span in
            switch column.overTime {
            case .adds, .none: nil
            case .staysSame: (span.from, nil)
            case .fixed: (nil, nil)
            }
        }
        addStretches(sums, withSums: reach == .everything || reach == .sumsOfTables)
    }

    private struct RepeatKey: Hashable {
        let series: DividedCounts.Series
        let from: Day?
        let to: Day?
    }

    /// Makes a count the same in every table that repeats it, unless it is known to have been revised.
    ///
    /// - Parameter days: the days of a span that distinguish one count of a cell from another; nil where the column's
    ///   counts are not compared.
    private mutating func linkRepeats(by days: (CountColumn, Period) -> (from: Day?, to: Day?)?) {
        var first: [RepeatKey: Int] = [:]
        for number in counts.indices {
            guard let (from, to) = days(counts.column(of: number), counts.table(of: number).span) else { continue }
            let key = RepeatKey(series: DividedCounts.series(of: number, among: counts), from: from, to: to)
            guard counts.isTold(number) else { continue }
            if let before = first[key] { link(before, number) } else { first[key] = number }
        }
    }

    private mutating func link(_ one: Int, _ other: Int) {
        if let a = counts.count(one), let b = counts.count(other), a != b { return }
        system.addEquation([(one, 1), (other, -1)])
    }

    private struct Stretch: Hashable {
        /// The number of the series.
        let series: Int
        let from: Day
    }

    /// Makes every count the sum of its stretches of time; with sums, makes areas and groups add up in each stretch.
    private mutating func addStretches(_ sums: [CellSum], withSums: Bool) {
        let divided = DividedCounts(counts, withSums ? sums : [])
        let cuts = StretchCuts(counts.tables)
        var unknown: [Stretch: Int] = [:]
        for number in counts.indices where divided.includes(number) {
            guard let series = divided.series[number] else { continue }
            let parts = cuts.within(counts.table(of: number)).map { from in
                let key = Stretch(series: series, from: from)
                let known = unknown[key] ?? addUnknown(of: number)
                unknown[key] = known
                return (known, -1.0)
            }
            system.addEquation([(number, 1)] + parts)
        }
        guard !unknown.isEmpty else { return }
        addDifferences(divided, cuts, unknown)
        guard withSums else { return }
        addSumsOfStretches(sums, divided, cuts, unknown)
        addCellEquationsOfStretches(divided, cuts, unknown)
    }

    /// Makes areas and groups add up in each stretch. Parts that are not divided are taken together: in all stretches of a
    /// span together, they are what they add up to.
    private mutating func addSumsOfStretches(
        _ sums: [CellSum], _ divided: DividedCounts, _ cuts: StretchCuts, _ unknown: [Stretch: Int]
    ) {
        var seen: Set<[Int]> = []
        for sum in sums where divided.includes(sum.whole) {
            let own = sum.parts.filter(divided.includes)
            // Where no part is divided, the whole says nothing of any stretch that its own span does not.
            guard !own.isEmpty, sum.parts.allSatisfy({ divided.series[$0] != nil }) else { continue }
            let others = sum.parts.filter { !divided.includes($0) }
            func stretches(_ number: Int) -> [Int] {
                cuts.within(counts.table(of: number)).compactMap { from in
                    divided.series[number].flatMap { unknown[Stretch(series: $0, from: from)] }
                }
            }
            let wholes = stretches(sum.whole)
            let parts = own.map(stretches)
            let together = others.map { divided.series[$0] ?? -1 }.sorted()
            var left: [Int] = []
            for (index, whole) in wholes.enumerated() {
                let own = parts.map { $0[index] }
                guard seen.insert([whole] + own.sorted() + [-1] + together).inserted else { continue }
                var terms = [(whole, 1.0)] + own.map { ($0, -1.0) }
                if !others.isEmpty {
                    let rest = addUnknown(of: others[0])
                    left.append(rest)
                    terms.append((rest, -1))
                }
                if !sum.isComplete { terms.append((addUnknown(of: sum.whole), -1)) }
                system.addEquation(terms)
            }
            guard left.count == wholes.count, !left.isEmpty else { continue }
            system.addEquation(left.map { ($0, 1.0) } + others.map { ($0, -1.0) })
        }
    }

    private mutating func addCellEquationsOfStretches(
        _ divided: DividedCounts, _ cuts: StretchCuts, _ unknown: [Stretch: Int]
    ) {
        var seen: Set<[Int]> = []
        for (index, table) in counts.tables.enumerated() {
            for equation in table.family.cellEquations {
                let columns = equation.terms.compactMap { table.column($0.kind) }
                guard columns.count == equation.terms.count,
                    columns.allSatisfy({ table.columns[$0].overTime == .adds })
                else { continue }
                for cell in table.cells.indices {
                    let ofColumns = columns.compactMap { column in divided.series[counts.number(index, cell, column)] }
                    guard ofColumns.count == columns.count else { continue }
                    for from in cuts.within(table) {
                        let found = ofColumns.compactMap { unknown[Stretch(series: $0, from: from)] }
                        guard found.count == columns.count, seen.insert(found).inserted else { continue }
                        system.addEquation(zip(equation.terms, found).map { ($1, $0.factor) })
                    }
                }
            }
        }
    }

    /// Adds the counts of those days that follow from published spans, such as the second quarter, from half a year and
    /// its first quarter.
    private mutating func addDifferences(
        _ divided: DividedCounts, _ cuts: StretchCuts, _ unknown: [Stretch: Int]
    ) {
        struct Spans: Hashable {
            let spans: [Period]
            let starts: [Day]
        }
        var found: [Spans: [DerivedSpan]] = [:]
        for (series, numbers) in divided.numbers.enumerated() where divided.includes(numbers[0]) {
            // Of a span that is there twice, the first.
            var bySpan: [Period: Int] = [:]
            for number in numbers where bySpan[counts.table(of: number).span] == nil {
                bySpan[counts.table(of: number).span] = number
            }
            guard bySpan.count > 1 else { continue }
            let spans = bySpan.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            let starts = cuts.starts(of: counts.table(of: numbers[0]).indicator)
            let key = Spans(spans: spans, starts: starts)
            let derived = found[key] ?? DerivedSpan.all(from: spans, cut: starts)
            found[key] = derived
            for span in derived {
                let parts = span.stretches.compactMap { unknown[Stretch(series: series, from: $0)] }
                guard parts.count == span.stretches.count, let first = bySpan[spans[0]] else { continue }
                var count: Int? = 0
                for (factor, of) in zip(span.factors, spans) where factor != 0 {
                    let known = bySpan[of].flatMap { counts.count($0) }
                    count = count.flatMap { sum in known.map { sum + factor * $0 } }
                }
                if let count, count < 0 { continue }
                let difference = addUnknown(count, of: first)
                system.addEquation([(difference, 1)] + parts.map { ($0, -1) })
                differences.append(Hidden(unknown: difference, count: count, of: first))
            }
        }
    }
}

/// Where the spans of each indicator's tables begin and end: what lies between two of these days is a stretch, which none of
/// them divides.
private struct StretchCuts {
    private var starts: [String: [Day]] = [:]
    private var stretches: [String: [Period: [Day]]] = [:]

    init(_ tables: [CountTable]) {
        for (indicator, tables) in Dictionary(grouping: tables, by: \.indicator) {
            let spans = Set(tables.map(\.span))
            let starts = Set(spans.flatMap { [$0.from, $0.to.adding(days: 1)] }).sorted()
            self.starts[indicator] = starts
            stretches[indicator] = Dictionary(
                uniqueKeysWithValues: spans.map { span in (span, starts.filter { span.from <= $0 && $0 <= span.to }) })
        }
    }

    /// The first days of an indicator's stretches, in order, and the day after the last.
    func starts(of indicator: String) -> [Day] { starts[indicator] ?? [] }

    /// The first days of the stretches that make up a table's span, in order.
    func within(_ table: CountTable) -> [Day] { stretches[table.indicator]?[table.span] ?? [] }
}
