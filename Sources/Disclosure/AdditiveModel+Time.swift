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
        addStretches(sums, relations, withSums: reach == .everything || reach == .sumsOfTables)
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

    /// Makes every count the sum of its stretches of time; with sums, makes areas, groups and indicators add up in each stretch.
    private mutating func addStretches(_ sums: [CellSum], _ relations: [CountRelation], withSums: Bool) {
        let divided = DividedCounts(counts, withSums ? sums : [])
        var stretches = TimeStretches(divided, StretchCuts(counts.tables, withSums ? relations : []))
        for number in counts.indices where divided.includes(number) {
            guard let series = divided.series[number] else { continue }
            let parts = stretches.cuts.within(counts.table(of: number)).map { from in
                let known = stretches[series, from] ?? addUnknown(of: number)
                stretches[series, from] = known
                return (known, -1.0)
            }
            system.addEquation([(number, 1)] + parts)
        }
        guard !stretches.isEmpty else { return }
        var differences = differences(in: stretches)
        if withSums {
            addSums(sums, in: stretches)
            addCellEquations(in: stretches)
            addRelations(relations, in: stretches, &differences)
        }
        self.differences = differences.values
    }

    /// Makes areas and groups add up in each stretch. Parts that are not divided are taken together: in all stretches of a
    /// span together, they are what they add up to.
    private mutating func addSums(_ sums: [CellSum], in time: TimeStretches) {
        let divided = time.divided
        var seen: Set<[Int]> = []
        for sum in sums where divided.includes(sum.whole) {
            let own = sum.parts.filter(divided.includes)
            // Where no part is divided, the whole says nothing of any stretch that its own span does not.
            guard !own.isEmpty, sum.parts.allSatisfy({ divided.series[$0] != nil }) else { continue }
            let others = sum.parts.filter { !divided.includes($0) }
            func stretches(_ number: Int) -> [Int] {
                time.cuts.within(counts.table(of: number)).compactMap { from in
                    divided.series[number].flatMap { time[$0, from] }
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

    private mutating func addCellEquations(in time: TimeStretches) {
        var seen: Set<[Int]> = []
        for (index, table) in counts.tables.enumerated() {
            for equation in table.family.cellEquations {
                let columns = equation.terms.compactMap { table.column($0.kind) }
                guard columns.count == equation.terms.count,
                    columns.allSatisfy({ table.columns[$0].overTime == .adds })
                else { continue }
                for cell in table.cells.indices {
                    let ofColumns = columns.compactMap { column in
                        time.divided.series[counts.number(index, cell, column)]
                    }
                    guard ofColumns.count == columns.count else { continue }
                    for from in time.cuts.within(table) {
                        let found = ofColumns.compactMap { time[$0, from] }
                        guard found.count == columns.count, seen.insert(found).inserted else { continue }
                        system.addEquation(zip(equation.terms, found).map { ($1, $0.factor) })
                        define(equation, found)
                    }
                }
            }
        }
    }

    /// The counts of those days that follow from published spans, such as the second quarter, from half a year and its first
    /// quarter.
    private mutating func differences(in time: TimeStretches) -> DerivedCounts {
        struct Spans: Hashable {
            let spans: [Period]
            let starts: [Day]
        }
        var found: [Spans: [DerivedSpan]] = [:]
        var differences = DerivedCounts()
        for (series, numbers) in time.divided.numbers.enumerated() where time.divided.includes(numbers[0]) {
            // Of a span that is there twice, the first whose count is known.
            var bySpan: [Period: Int] = [:]
            for number in numbers {
                let span = counts.table(of: number).span
                if bySpan[span].map({ counts.count($0) == nil && counts.count(number) != nil }) ?? true {
                    bySpan[span] = number
                }
            }
            guard bySpan.count > 1 else { continue }
            let spans = bySpan.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
            let indicator = counts.table(of: numbers[0]).indicator
            let key = Spans(spans: spans, starts: time.cuts.starts(of: indicator))
            let derived = found[key] ?? DerivedSpan.all(from: spans, cut: key.starts)
            found[key] = derived
            for span in derived {
                guard let parts = time.unknowns(series, of: span.days, indicator), let first = bySpan[spans[0]] else {
                    continue
                }
                var count: Int? = 0
                for (factor, of) in zip(span.factors, spans) where factor != 0 {
                    let known = bySpan[of].flatMap { counts.count($0) }
                    count = count.flatMap { sum in known.map { sum + factor * $0 } }
                }
                if let count, count < 0 { continue }
                differences.add(series, span.days, difference(count, of: first, parts))
            }
        }
        return differences
    }

    /// A count of some days that no table has, as the sum of its stretches.
    mutating func difference(_ count: Int?, of number: Int, _ stretches: [Int]) -> Hidden {
        let unknown = addUnknown(count, of: number)
        system.addEquation([(unknown, 1)] + stretches.map { ($0, -1) })
        return Hidden(unknown: unknown, of: number)
    }
}

/// Counts of days that follow from those of published spans.
struct DerivedCounts {
    private struct Key: Hashable {
        let series: Int
        let days: Period
    }

    private(set) var values: [AdditiveModel.Hidden] = []
    private var indices: [Key: Int] = [:]

    /// The count of some days in the series with a number; nil where it does not follow.
    subscript(series: Int, days: Period) -> AdditiveModel.Hidden? {
        indices[Key(series: series, days: days)].map { values[$0] }
    }

    mutating func add(_ series: Int, _ days: Period, _ count: AdditiveModel.Hidden) {
        indices[Key(series: series, days: days)] = values.count
        values.append(count)
    }
}
