import ReportKit

/// What was published of some counts before, rounded: it is what is published of them again.
struct KeptCounts: Sendable {
    private struct Subject: Hashable {
        let indicator: String
        let breakdown: Breakdown?
    }

    /// The counts of one table by place, and by the name of the count.
    private struct Table: Sendable {
        let span: Period
        var counts: [CountTable.Place: [String: PublishedTable.Count]]
    }

    private let base: Int
    private var tables: [Subject: [Table]] = [:]

    /// - Parameters:
    ///   - published: in order of publication; of a count that was published twice, the last is kept.
    ///   - base: what counts are rounded to multiples of.
    ///   - versions: for each indicator, the versions of the modules that count now. What another version counted is
    ///     another count.
    init(_ published: [PublishedTable] = [], base: Int, versions: [String: Set<String>] = [:]) {
        self.base = base
        for table in published {
            if let version = table.version, let own = versions[table.indicator], !own.contains(version) { continue }
            let counts = table.cells.map { cell in
                (
                    CountTable.Place(
                        area: AreaTree.Key(level: cell.place.level, code: cell.place.code), group: cell.place.group),
                    cell.counts
                )
            }
            add(counts, of: table.indicator, by: table.breakdown, table.span)
        }
    }

    var isEmpty: Bool { tables.isEmpty }

    /// Adds the rounded counts of a table.
    mutating func add(_ table: CountTable, _ counts: [[Int?]]) {
        let rounded = zip(table.cells, counts).map { cell, counts in
            (
                cell.place,
                Dictionary(
                    uniqueKeysWithValues: zip(table.columns, counts).compactMap { column, count in
                        column.kind.flatMap { kind in
                            count.map { (kind.rawValue, PublishedTable.Count.rounded($0)) }
                        }
                    })
            )
        }
        add(rounded, of: table.indicator, by: table.breakdown, table.span)
    }

    private mutating func add(
        _ counts: [(CountTable.Place, [String: PublishedTable.Count])], of indicator: String, by breakdown: Breakdown?,
        _ span: Period
    ) {
        let subject = Subject(indicator: indicator, breakdown: breakdown)
        let index = tables[subject, default: []].firstIndex { $0.span == span }
        if index == nil { tables[subject, default: []].append(Table(span: span, counts: [:])) }
        let place = index ?? (tables[subject]?.count ?? 1) - 1
        for (cell, own) in counts {
            tables[subject]?[place].counts[cell, default: [:]].merge(own) { $1 == .suppressed ? $0 : $1 }
        }
    }

    /// How many times the base was published of a count before; nil where nothing was, or it was not rounded.
    func times(
        _ column: RoundingLeaves.Column, at place: CountTable.Place, by breakdown: Breakdown?, _ span: Period
    ) -> Int? {
        let known = tables[Subject(indicator: column.indicator, breakdown: breakdown)] ?? []
        let same = known.last { table in
            let isSame =
                switch column.overTime {
                case .adds, .none: table.span == span
                case .staysSame: table.span.from == span.from
                case .fixed: true
                }
            return isSame && table.counts[place] != nil
        }
        guard let counts = same?.counts[place], case .rounded(let count)? = Self.count(column, counts),
            count >= 0, count % base == 0
        else { return nil }
        return count / base
    }

    /// What is known of a count over other spans: between which values it lies.
    func known(
        _ column: RoundingLeaves.Column, at place: CountTable.Place, by breakdown: Breakdown?, besides span: Period
    ) -> [StretchBounds.Known] {
        (tables[Subject(indicator: column.indicator, breakdown: breakdown)] ?? []).compactMap { table in
            guard table.span != span, let counts = table.counts[place], let count = Self.count(column, counts) else {
                return nil
            }
            switch count {
            case .number(let count): return StretchBounds.Known(span: table.span, least: count, greatest: count)
            case .rounded(let count): return StretchBounds.Known(rounded: count, to: base, span: table.span)
            case .suppressed: return nil
            }
        }
    }

    private static func count(
        _ column: RoundingLeaves.Column, _ counts: [String: PublishedTable.Count]
    ) -> PublishedTable.Count? {
        if let kind = column.kind { return counts[kind.rawValue] }
        // Those not counted.
        switch (counts[CountKind.n.rawValue], counts[CountKind.observed.rawValue]) {
        case (.rounded(let n), .rounded(let observed)): return .rounded(n - observed)
        case (.number(let n), .number(let observed)): return .number(n - observed)
        default: return nil
        }
    }
}

/// What follows of the days between, where one count was published over several spans.
enum StretchBounds {
    /// Between which values the count over a span lies.
    struct Known {
        let span: Period
        let least, greatest: Int

        init(span: Period, least: Int, greatest: Int) {
            self.span = span
            self.least = least
            self.greatest = greatest
        }

        init(rounded count: Int, to base: Int, span: Period) {
            self.init(span: span, least: max(0, count - base + 1), greatest: count + base - 1)
        }
    }

    /// Whether every stretch of days that could have a small count has at least so many values; also where what is known
    /// contradicts itself, since late data then changed the counts.
    ///
    /// The counts from the first day up to each of the others never fall, and what is known bounds the difference of two of
    /// them: the tightest bounds are shortest paths (Cormen and others, Introduction to Algorithms, "Difference
    /// constraints").
    static func leave(_ values: Int, small: Int, _ known: [Known]) -> Bool {
        let days = Set(known.flatMap { [$0.span.from, $0.span.to.adding(days: 1)] }).sorted()
        let place = Dictionary(uniqueKeysWithValues: days.enumerated().map { ($1, $0) })
        let unlimited = Int.max / 4
        // The most by which the count up to one day exceeds that up to another.
        var most = days.indices.map { one in days.indices.map { $0 <= one ? 0 : unlimited } }
        for span in known {
            guard let from = place[span.span.from], let to = place[span.span.to.adding(days: 1)] else { continue }
            most[from][to] = min(most[from][to], span.greatest)
            most[to][from] = min(most[to][from], -span.least)
        }
        for through in days.indices {
            for one in days.indices where most[one][through] < unlimited {
                for other in days.indices where most[through][other] < unlimited {
                    most[one][other] = min(most[one][other], most[one][through] + most[through][other])
                }
            }
        }
        guard days.indices.allSatisfy({ most[$0][$0] >= 0 }) else { return true }
        for one in days.indices {
            for other in days.indices where other > one {
                let (least, greatest) = (-most[other][one], most[one][other])
                if greatest < unlimited, greatest - least + 1 < values, greatest >= 1, least <= small { return false }
            }
        }
        return true
    }
}
