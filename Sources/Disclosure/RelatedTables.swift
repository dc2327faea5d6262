import ReportKit

/// Reports whose counts are weighed together: on the same counts, under one indicator's name or several, and on counts
/// that add up to one another.
struct RelatedTables: Sendable {
    let indicators: Set<String>
    /// What holds between the indicators.
    let relations: [CountRelation]
    /// The same, in counts that tables have: what a measure is out of is the figure's own count and what it lacks.
    let relationsOfColumns: [CountRelation]
    /// The indices of the reports.
    let reports: [Int]
    /// Their tables, each included once.
    let distinct: [CountTable]
    /// For each report, the index of its table in ``distinct``.
    let indices: [Int]
    /// The places that each table shows; nil for a table of companions alone, which shows none.
    let shown: [Set<CountTable.Place>?]
    /// Where what is shown is published in parts, the places of each table in each of them.
    let parts: [[Set<CountTable.Place>]]
    /// The places of each table that are shown only for others to be compared with.
    private let compared: [Set<CountTable.Place>]

    /// The tables' indices, by the span and breakdown that they are of.
    var byTime: [[Int]] {
        struct Time: Hashable {
            let span: Period
            let breakdown: Breakdown?
        }
        var order: [Time] = []
        var groups: [Time: [Int]] = [:]
        for (index, table) in distinct.enumerated() {
            let time = Time(span: table.span, breakdown: table.breakdown)
            if groups[time] == nil { order.append(time) }
            groups[time, default: []].append(index)
        }
        return order.compactMap { groups[$0] }
    }

    /// The indices of the tables that are weighed together over time: those of which something is shown, and those of whole
    /// quarters, which leave freely.
    ///
    /// What divides a quarter and is not shown is weighed when it is published, beside what is shown now. Were it taken for
    /// published, what follows from it and a whole quarter would count as known already, and so would not be protected.
    var leavingFreely: [Int] {
        distinct.indices.filter { shown[$0] != nil || distinct[$0].span.isOfWholeQuarters }
    }

    /// A single table of no indicator's relations.
    init(_ table: CountTable) {
        indicators = [table.indicator]
        (relations, relationsOfColumns) = ([], [])
        reports = [0]
        distinct = [table]
        indices = [0]
        shown = [Set(table.cells.map(\.place))]
        parts = []
        compared = [[]]
    }

    private init(
        _ reports: [Int], _ all: [Report], _ tables: [CountTable?], _ relations: [CountRelation], companionsFrom: Int,
        parts: [[Set<CountTable.Place>]], compared comparedIn: [Set<CountTable.Place>]
    ) {
        self.reports = reports
        let indicators = Set(reports.compactMap { tables[$0]?.indicator })
        self.indicators = indicators
        let holding = relations.filter { $0.terms.allSatisfy { indicators.contains($0.indicator) } }
        self.relations = holding
        let ofColumns = holding.map { $0.ofColumns() }
        relationsOfColumns = ofColumns
        let own = Self.filled(
            reports.compactMap { tables[$0] }.map { table in
                table.withoutLoose(besides: Self.kinds(of: table, in: ofColumns))
            }, ofColumns)
        struct Key: Hashable {
            let indicator: String
            let content: CountTable.Content
        }
        var known: [Key: Int] = [:]
        var distinct: [CountTable] = []
        indices = own.map { table in
            let key = Key(indicator: table.indicator, content: table.content)
            if let index = known[key] { return index }
            known[key] = distinct.count
            distinct.append(table)
            return distinct.count - 1
        }
        self.distinct = distinct
        var shown = distinct.map { _ in Set<CountTable.Place>?.none }
        for (report, index) in zip(reports, indices) where report < companionsFrom {
            shown[index] = (shown[index] ?? []).union(all[report].findings.map(\.place))
        }
        self.shown = shown
        let indices = indices
        var compared = shown.map { $0 ?? [] }
        for (report, index) in zip(reports, indices) where report < companionsFrom {
            let own = Set(all[report].findings.map(\.place))
            compared[index].subtract(own.subtracting(comparedIn[report]))
        }
        self.compared = compared
        self.parts = parts.map { part in
            var places = distinct.map { _ in Set<CountTable.Place>() }
            for (report, index) in zip(reports, indices) where report < companionsFrom {
                places[index].formUnion(part[report])
            }
            return places
        }
    }

    /// The places of each table that are shown only for others to be compared with, and of which some count is suppressed: then
    /// nothing is said of them.
    func unsaid(_ suppressions: [[CountTable.Place: [Int: Suppression]]]) -> [Set<CountTable.Place>] {
        zip(compared, suppressions).map { compared, suppressed in
            compared.filter { !(suppressed[$0] ?? [:]).isEmpty }
        }
    }

    /// The kinds of a table's counts that some relations tell of.
    private static func kinds(of table: CountTable, in relations: [CountRelation]) -> Set<CountKind> {
        Set(
            relations.flatMap(\.terms).filter { $0.indicator == table.indicator }.compactMap(\.kind)
                .map(table.family.counted))
    }

    /// The tables with those counts beside figures that follow from other indicators' counts: of areas that a report does not
    /// show they are not counted, although somebody who has all reports can work them out.
    private static func filled(_ tables: [CountTable], _ relations: [CountRelation]) -> [CountTable] {
        struct Time: Hashable {
            let span: Period
            let breakdown: Breakdown?
        }
        var tables = tables
        let times = Dictionary(grouping: tables.indices) {
            Time(span: tables[$0].span, breakdown: tables[$0].breakdown)
        }
        for relation in relations where relation.comparison == .equal {
            for (time, indices) in times where relation.holds(over: time.span) {
                for index in indices {
                    let others = indices.filter { $0 != index }.map { tables[$0] }
                    tables[index] = tables[index].filled(by: relation, others)
                }
            }
        }
        return tables
    }

    /// What was published before of the cluster's indicators, with the same columns as its own tables.
    func earlier(_ published: [CountTable]) -> [CountTable] {
        published.filter { indicators.contains($0.indicator) }.compactMap { table in
            let known = table.withoutLoose(besides: Self.kinds(of: table, in: relationsOfColumns))
            // What a mean divides by is a count of all its areas, or of none.
            guard table.family == .mean, let own = distinct.first(where: { $0.indicator == table.indicator }) else {
                return known
            }
            return known.with(own.columns)
        }
    }

    /// The clusters of some reports that count people; those with most counts first, since they take longest.
    ///
    /// - Parameters:
    ///   - tables: one a report; nil for reports that do not count people.
    ///   - companionsFrom: the index of the first report that is only weighed with the others.
    ///   - parts: where the reports are published in parts, the places of each report in each of them.
    ///   - compared: the places of each report that are shown only for others to be compared with; empty for none.
    static func clusters(
        _ reports: [Report], _ tables: [CountTable?], companionsFrom: Int, parts: [[Set<CountTable.Place>]] = [],
        compared: [Set<CountTable.Place>] = []
    ) -> [RelatedTables] {
        let compared = compared.isEmpty ? Array(repeating: [], count: companionsFrom) : compared
        var indicators: [String: Indicator] = [:]
        for report in reports { indicators[report.indicator.id] = report.indicator }
        var cluster: [String: String] = [:]
        var relations: [CountRelation] = []
        for related in indicators.values.clusters {
            for indicator in related.indicators { cluster[indicator] = related.indicators[0] }
            // What holds within every cell of a family is known already.
            relations += related.relations.filter { Set($0.terms.map(\.indicator)).count > 1 }
        }
        let counted = reports.indices.filter { tables[$0] != nil }
        let groups = Dictionary(grouping: counted) { index in
            tables[index].flatMap { cluster[$0.indicator] } ?? ""
        }
        let clusters = groups.keys.sorted().map { name in
            RelatedTables(
                groups[name] ?? [], reports, tables, relations, companionsFrom: companionsFrom, parts: parts,
                compared: compared)
        }
        func size(_ cluster: RelatedTables) -> Int { cluster.distinct.reduce(0) { $0 + $1.cells.count } }
        return clusters.sorted { size($0) > size($1) }
    }
}

extension CountTable {
    /// The table with the counts beside its figures that an equality tells where all its other counts are known.
    ///
    /// - Parameter others: tables of other indicators, of the same time.
    fileprivate func filled(by relation: CountRelation, _ others: [CountTable]) -> CountTable {
        guard let term = relation.terms.first(where: { $0.indicator == indicator && isBeside($0.kind) }),
            abs(term.factor) == 1, let column = column(term.kind),
            cells.contains(where: { $0.counts[column] == nil && !$0.suppressed.contains(column) })
        else { return self }
        var known: [(factor: Int, counts: [Place: Int?])] = []
        for other in relation.terms where other != term {
            guard
                let table = other.indicator == indicator
                    ? self : others.first(where: { $0.indicator == other.indicator }),
                table.isOfAllAreas, let column = table.column(other.kind)
            else { return self }
            let counts = Dictionary(
                table.cells.map { ($0.place, $0.counts[column]) }, uniquingKeysWith: { first, _ in first })
            known.append((other.factor, counts))
        }
        let filled = cells.map { cell in
            guard cell.counts[column] == nil, !cell.suppressed.contains(column) else { return cell }
            var sum: Int? = 0
            for (factor, counts) in known {
                // An area without any row has no cell.
                sum = sum.flatMap { sum in (counts[cell.place] ?? 0).map { sum + factor * $0 } }
            }
            guard let sum, sum * term.factor <= 0 else { return cell }
            var counts = cell.counts
            counts[column] = abs(sum)
            return Cell(
                place: cell.place, area: cell.area, counts: counts, suppressed: cell.suppressed,
                yearBefore: cell.yearBefore, people: cell.people, rounded: cell.rounded)
        }
        return CountTable(
            indicator: indicator, breakdown: breakdown, span: span, family: family, columns: columns, cells: filled,
            isPublished: isPublished, isOfAllAreas: isOfAllAreas, suppressed: suppressed)
    }

    private func isBeside(_ kind: CountKind) -> Bool { column(kind).map { columns[$0].isBeside } ?? false }
}

extension CountRelation {
    /// The relation with each count that is what a measure is out of replaced by those that add up to it: no table has it.
    fileprivate func ofColumns() -> CountRelation {
        CountRelation(
            terms.flatMap { term in
                term.kind.parts.map { Term(term.indicator, $0, times: term.factor) }
            }, comparison, [], in: validity)
    }
}

extension CountKind {
    /// The counts that it is the sum of in every finding: see ``Family/relations(of:)``.
    fileprivate var parts: [CountKind] {
        switch self {
        case .answeredOf: [.n, .answered]
        case .pncMatchOf, .predictionOf: [.n, .pncMatch, .prediction]
        case .repeatsOf: [.n]
        case .expectedChangeOf: [.people]
        default: [self]
        }
    }
}
