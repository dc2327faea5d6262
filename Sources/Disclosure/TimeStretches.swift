import ReportKit

/// The stretches of time into which counts are divided where tables cover overlapping spans, and the unknown of each.
struct TimeStretches {
    private struct Key: Hashable {
        let series: Int
        let from: Day
    }

    let divided: DividedCounts
    let cuts: StretchCuts
    private var unknowns: [Key: Int] = [:]

    init(_ divided: DividedCounts, _ cuts: StretchCuts) {
        self.divided = divided
        self.cuts = cuts
    }

    var isEmpty: Bool { unknowns.isEmpty }

    /// The unknown of the stretch that begins on a day, of the series with a number; nil where that series has none.
    subscript(series: Int, from: Day) -> Int? {
        get { unknowns[Key(series: series, from: from)] }
        set { unknowns[Key(series: series, from: from)] = newValue }
    }

    /// The unknowns of a series's stretches that make up some days, in order; nil where some of these days are in none.
    func unknowns(_ series: Int, of days: Period, _ indicator: String) -> [Int]? {
        let starts = cuts.starts(of: indicator)
        guard starts.contains(days.from), starts.contains(days.to.adding(days: 1)) else { return nil }
        let own = starts.filter { days.from <= $0 && $0 <= days.to }
        let found = own.compactMap { self[series, $0] }
        return found.count == own.count ? found : nil
    }
}

/// Where the spans of each indicator's tables begin and end: what lies between two of these days is a stretch, which none of
/// them divides.
struct StretchCuts {
    private var starts: [String: [Day]] = [:]
    private var stretches: [String: [Period: [Day]]] = [:]

    /// - Parameter relations: what holds between the indicators. Where the spans of all others of a relation divide an
    ///   indicator's, that is divided too: what they leave of it follows.
    init(_ tables: [CountTable], _ relations: [CountRelation]) {
        let spans = Dictionary(grouping: tables, by: \.indicator).mapValues { Set($0.map(\.span)) }
        let own = spans.mapValues { spans in Set(spans.flatMap { [$0.from, $0.to.adding(days: 1)] }) }
        var cut = own
        for relation in relations {
            let indicators = Set(relation.terms.map(\.indicator))
            guard indicators.count > 2 else { continue }
            for indicator in indicators {
                let others = indicators.subtracting([indicator]).map { own[$0] ?? [] }
                let shared = others.dropFirst().reduce(others[0]) { $0.intersection($1) }
                cut[indicator]?.formUnion(
                    shared.filter { day in
                        spans[indicator, default: []].contains { $0.from < day && day <= $0.to }
                    })
            }
        }
        for (indicator, days) in cut {
            let starts = days.sorted()
            self.starts[indicator] = starts
            stretches[indicator] = Dictionary(
                uniqueKeysWithValues: spans[indicator, default: []].map { span in
                    (span, starts.filter { span.from <= $0 && $0 <= span.to })
                })
        }
    }

    /// The first days of an indicator's stretches, in order, and the day after the last.
    func starts(of indicator: String) -> [Day] { starts[indicator] ?? [] }

    /// The first days of the stretches that make up a table's span, in order.
    func within(_ table: CountTable) -> [Day] { stretches[table.indicator]?[table.span] ?? [] }

    /// The days between each two cuts that several indicators share over which a relation holds, as few as it holds over.
    func shared(by relation: CountRelation) -> [Period] {
        let indicators = Set(relation.terms.map(\.indicator))
        guard let first = indicators.min() else { return [] }
        let days = starts(of: first).filter { day in indicators.allSatisfy { starts(of: $0).contains(day) } }
        return days.indices.compactMap { begin in
            days[(begin + 1)...].lazy.compactMap { Period(from: days[begin], to: $0.adding(days: -1)) }.first {
                relation.holds(over: $0)
            }
        }
    }
}
