import ReportKit

/// Reports whose counts are weighed together: on the same counts, under one indicator's name or several, and on counts
/// that add up to one another.
struct RelatedTables: Sendable {
    let indicators: Set<String>
    /// What holds between the indicators.
    let relations: [CountRelation]
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

    /// A single table of no indicator's relations.
    init(_ table: CountTable) {
        indicators = [table.indicator]
        relations = []
        reports = [0]
        distinct = [table]
        indices = [0]
        shown = [Set(table.cells.map(\.place))]
        parts = []
    }

    private init(
        _ reports: [Int], _ all: [Report], _ tables: [CountTable?], _ relations: [CountRelation], companionsFrom: Int,
        parts: [[Set<CountTable.Place>]]
    ) {
        self.reports = reports
        let indicators = Set(reports.compactMap { tables[$0]?.indicator })
        self.indicators = indicators
        let holding = relations.filter { $0.terms.allSatisfy { indicators.contains($0.indicator) } }
        self.relations = holding
        let own = reports.compactMap { tables[$0] }.map { table in
            table.withoutLoose(besides: Self.kinds(of: table, in: holding))
        }
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
        self.parts = parts.map { part in
            var places = distinct.map { _ in Set<CountTable.Place>() }
            for (report, index) in zip(reports, indices) where report < companionsFrom {
                places[index].formUnion(part[report])
            }
            return places
        }
    }

    /// The kinds of a table's counts that some relations tell of.
    private static func kinds(of table: CountTable, in relations: [CountRelation]) -> Set<CountKind> {
        Set(
            relations.flatMap(\.terms).filter { $0.indicator == table.indicator }.compactMap(\.kind)
                .map(table.family.counted))
    }

    /// What was published before of the cluster's indicators, with the same columns as its own tables.
    func earlier(_ published: [CountTable]) -> [CountTable] {
        published.filter { indicators.contains($0.indicator) }.map { table in
            table.withoutLoose(besides: Self.kinds(of: table, in: relations))
        }
    }

    /// The clusters of some reports that count people; those with most counts first, since they take longest.
    ///
    /// - Parameters:
    ///   - tables: one a report; nil for reports that do not count people.
    ///   - companionsFrom: the index of the first report that is only weighed with the others.
    ///   - parts: where the reports are published in parts, the places of each report in each of them.
    static func clusters(
        _ reports: [Report], _ tables: [CountTable?], companionsFrom: Int, parts: [[Set<CountTable.Place>]] = []
    ) -> [RelatedTables] {
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
                groups[name] ?? [], reports, tables, relations, companionsFrom: companionsFrom, parts: parts)
        }
        func size(_ cluster: RelatedTables) -> Int { cluster.distinct.reduce(0) { $0 + $1.cells.count } }
        return clusters.sorted { size($0) > size($1) }
    }
}
